"use strict";
/* A form with a passkey: what the device signs goes into the form's hidden field, and the form is sent. */
(function () {
  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }
  function text(buffer) {
    const plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function known(list) {
    return (list || []).map(function (each) { return Object.assign({}, each, { id: bytes(each.id) }); });
  }
  function asked(options) {
    const key = Object.assign({}, options, { challenge: bytes(options.challenge) });
    if (options.user) {
      key.user = Object.assign({}, options.user, { id: bytes(options.user.id) });
      key.excludeCredentials = known(options.excludeCredentials);
      return navigator.credentials.create({ publicKey: key });
    }
    key.allowCredentials = known(options.allowCredentials);
    return navigator.credentials.get({ publicKey: key });
  }
  function written(credential) {
    const response = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (credential.response[name]) { response[name] = text(credential.response[name]); }
    });
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: response });
  }

  if (!window.PublicKeyCredential) { return; }
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const trouble = form.querySelector("[role=alert]");
      trouble.hidden = true;
      fetch(form.dataset.passkey, { method: "POST", body: new FormData(), headers: { accept: "application/json" } })
        .then(function (answer) { if (!answer.ok) { throw new Error(String(answer.status)); } return answer.json(); })
        .then(asked)
        .then(function (credential) { form.elements.credential.value = written(credential); form.submit(); })
        .catch(function () { trouble.hidden = false; });
    });
  });
}());
