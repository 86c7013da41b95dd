"use strict";
(function () {
  const root = document.documentElement;
  const radios = Array.from(document.querySelectorAll('input[name="language"]'));

  function speak(language) {
    root.lang = language;
    document.querySelectorAll("[data-alt-" + language + "]").forEach(function (picture) {
      picture.alt = picture.getAttribute("data-alt-" + language);
    });
    document.querySelectorAll("[data-label-" + language + "]").forEach(function (field) {
      field.setAttribute("aria-label", field.getAttribute("data-label-" + language));
      field.placeholder = field.getAttribute("data-label-" + language);
    });
    document.querySelectorAll("[data-text-" + language + "]").forEach(function (choice) {
      choice.textContent = choice.getAttribute("data-text-" + language);
    });
  }
  function remember(language) { try { localStorage.setItem("language", language); } catch (error) { return; } }
  function remembered() { try { return localStorage.getItem("language"); } catch (error) { return null; } }

  radios.forEach(function (radio) {
    if (radio.value === remembered()) { radio.checked = true; }
    radio.addEventListener("change", function () { speak(radio.value); remember(radio.value); });
  });
  radios.filter(function (radio) { return radio.checked; }).forEach(function (radio) { speak(radio.value); });

  let opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open]):not(.passed):not(.right):not(.people-more)"));
    opened.forEach(function (part) { part.open = true; });
  });
  window.addEventListener("afterprint", function () { opened.forEach(function (part) { part.open = false; }); });

  function reveal() {
    let part = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const found = part;
    for (; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") { part.open = true; }
    }
    if (found && found.tagName === "DETAILS") { found.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  function keep(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); } catch (error) { return; } }
  function kept(name) { try { return JSON.parse(localStorage.getItem(name)); } catch (error) { return null; } }

  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const form = document.getElementById(table.dataset.filter);
    const shown = document.querySelectorAll("[data-shown]");
    const week = document.getElementById("main").dataset.week;
    document.querySelectorAll(".sort").forEach(function (hint) { hint.hidden = false; });

    /* A student's page on this machine leads to the next one of this list, as it is sorted and filtered now. */
    function remembers() {
      const pages = Array.from(body.rows).filter(function (row) { return !row.hidden; }).map(function (row) {
        const link = row.querySelector("a[href]");
        return link ? link.href : "";
      }).filter(Boolean);
      keep("class:" + week, { home: location.href, pages: pages });
    }
    function key(row, column) {
      const cell = row.cells[column];
      return cell.dataset.key === undefined ? cell.textContent.trim() : Number(cell.dataset.key);
    }
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, column) {
      const button = heading.querySelector("button");
      if (!button) { return; }
      button.disabled = false;
      button.addEventListener("click", function () {
        const down = heading.getAttribute("aria-sort") === "ascending";
        Array.from(table.tHead.rows[0].cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.sort(function (one, two) {
          const first = key(one, column), second = key(two, column);
          const order = typeof first === "number" ? first - second : first.localeCompare(second, undefined, { numeric: true });
          return down ? -order : order;
        });
        rows.forEach(function (row) { body.appendChild(row); });
        remembers();
      });
    });
    if (!form) { return; }

    function asked() {
      const values = {};
      Array.from(form.elements).forEach(function (field) {
        if (field.name && field.value) { values[field.name] = field.value; }
      });
      return values;
    }
    function fits(row, values) {
      return Object.entries(values).every(function (entry) {
        const name = entry[0], value = entry[1];
        if (name === "q") {
          const text = row.textContent.normalize("NFC").toLowerCase();
          return value.normalize("NFC").toLowerCase().split(/\s+/).every(function (word) { return text.includes(word); });
        }
        if (name === "least") { return Number(row.dataset.points) >= Number(value); }
        if (name === "most") { return Number(row.dataset.points) <= Number(value); }
        const has = row.dataset[name] || "";
        return has === value || has.split(" ").includes(value);
      });
    }
    function apply() {
      const values = asked();
      let count = 0;
      rows.forEach(function (row) {
        row.hidden = !fits(row, values);
        count += row.hidden ? 0 : 1;
      });
      shown.forEach(function (place) { place.textContent = String(count); });
      remembers();
    }
    /* The filter stands in the address, so that it can be kept, sent and gone back to. */
    function written() {
      const words = new URLSearchParams(asked()).toString();
      try { history.replaceState(null, "", words ? "#" + words : location.pathname + location.search); } catch (error) { location.hash = words; }
    }
    function read() {
      if (!location.hash.includes("=")) { return; }
      const values = new URLSearchParams(location.hash.slice(1));
      Array.from(form.elements).forEach(function (field) { if (field.name) { field.value = values.get(field.name) || ""; } });
      apply();
      document.getElementById("everyone").scrollIntoView();
    }
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () { apply(); written(); });
    form.addEventListener("reset", function () { setTimeout(function () { apply(); written(); }, 0); });
    window.addEventListener("hashchange", read);
    apply();
    read();
  });

  document.querySelectorAll("nav[data-week]").forEach(function (bar) {
    const list = kept("class:" + bar.dataset.week);
    const here = location.href.split("#")[0];
    const place = list && Array.isArray(list.pages) ? list.pages.indexOf(here) : -1;
    if (place < 0) { return; }
    function lead(way, href) {
      const link = bar.querySelector('[data-way="' + way + '"]');
      const name = link.querySelector("span");
      if (!href) { link.style.visibility = "hidden"; return; }
      link.href = href;
      if (name && way !== "home") { name.textContent = decodeURIComponent(href.split("/").pop()).replace(/\.html$/, ""); }
    }
    lead("previous", list.pages[place - 1]);
    lead("home", list.home);
    lead("next", list.pages[place + 1]);
    bar.hidden = false;
  });

  /* j, k: the next and the previous student; d: decide; /: search. Off with one click, for who speaks or shakes. */
  const keys = document.querySelector("[data-keys]");
  if (keys) {
    const on = keys.querySelector("input");
    keys.hidden = false;
    on.checked = kept("keys") !== false;
    on.addEventListener("change", function () { keep("keys", on.checked); });
    const BY_PLACE = { KeyJ: "j", KeyK: "k", KeyD: "d" };  /* the same keys while a Korean keyboard is on */
    document.addEventListener("keydown", function (event) {
      const writing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
      if (!on.checked || writing || event.ctrlKey || event.metaKey || event.altKey) { return; }
      const wanted = { j: 'a[rel="next"]', k: 'a[rel="prev"]', d: "#decided select, #decided input:not([type=hidden])", "/": "[data-find]" }[BY_PLACE[event.code] || event.key];
      const found = wanted && document.querySelector(wanted);
      if (!found) { return; }
      event.preventDefault();
      if (found.tagName === "A") { found.click(); } else { found.focus(); }
    });
  }

  /* What is typed into a form stays in this tab until it was taken: through another form's button, a refusal, a session
     that ended. A page that did not take it says data-unsent; one that asks again shows it itself, and says data-typed. */
  function draft(form) { return "draft " + form.dataset.draft; }
  function stored(name) { try { return JSON.parse(sessionStorage.getItem(name)); } catch (error) { return null; } }
  function store(name, value) { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch (error) { return; } }
  function unstore(name) { try { sessionStorage.removeItem(name); } catch (error) { return; } }
  function fields(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && (field.tagName !== "INPUT" || ["text", "number", "datetime-local"].includes(field.type)) && field.tagName !== "BUTTON";
    });
  }
  const moved = (performance.getEntriesByType && performance.getEntriesByType("navigation")[0] || {}).type;
  const sent = stored("sent"), refused = document.querySelector("[data-unsent]");
  unstore("sent");
  if (sent && !refused && moved === "navigate") { unstore(sent); }
  document.querySelectorAll("form[data-typed]").forEach(function (form) {
    form.addEventListener("submit", function () { if (sent) { store("sent", sent); } });
  });
  document.querySelectorAll("form[data-draft]").forEach(function (form) {
    const kept = stored(draft(form));
    let restored = false;
    fields(form).forEach(function (field) {
      if (kept && typeof kept[field.name] === "string" && kept[field.name] !== field.value) {
        field.value = kept[field.name];
        restored = true;
      }
    });
    if (restored) {
      const part = form.closest("details"), said = (form.closest("section") || document).querySelector("[data-drafted]");
      if (part) { part.open = true; }
      if (said) { said.hidden = false; }
    }
    form.addEventListener("input", function () {
      const values = {};
      fields(form).forEach(function (field) { if (field.value) { values[field.name] = field.value; } });
      store(draft(form), values);
    });
    form.addEventListener("submit", function () { store("sent", draft(form)); });
  });
  document.querySelectorAll("[data-drafts]").forEach(function (words) { words.hidden = !sent; });
  document.querySelectorAll('form[action="/signout"]').forEach(function (form) {
    form.addEventListener("submit", function () { try { sessionStorage.clear(); } catch (error) { return; } });
  });

  if (document.querySelector("[data-renew]")) { setTimeout(function () { location.reload(); }, 4000); }

  const live = document.querySelector("[data-live]");
  if (live) {
    const before = live.querySelector("b").textContent;
    function tell(news) {
      live.querySelector("b").textContent = news.words;
      live.querySelector("span").textContent = news.place;
      if (news.words !== before && news.state !== "running" && news.state !== "waiting") { location.reload(); }
    }
    function poll() {
      setInterval(function () {
        fetch(live.dataset.live + "/state", { headers: { accept: "application/json" } })
          .then(function (answer) { return answer.json(); }).then(tell).catch(function () { return; });
      }, 2000);
    }
    /* A proxy or a school's network may let no stream through: after three errors without news, ask instead. */
    if (window.EventSource) {
      let errors = 0;
      const source = new EventSource(live.dataset.live + "/events");
      source.addEventListener("state", function (event) { errors = 0; tell(JSON.parse(event.data)); });
      source.addEventListener("error", function () {
        errors += 1;
        if (errors > 2 || source.readyState === EventSource.CLOSED) { source.close(); poll(); }
      });
    } else { poll(); }
  }
})();
