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
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (part) { part.open = true; });
  });
  window.addEventListener("afterprint", function () { opened.forEach(function (part) { part.open = false; }); });

  function reveal() {
    const part = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (part && part.tagName === "DETAILS") { part.open = true; }
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const field = document.getElementById(table.dataset.filter);
    const shown = document.querySelectorAll("[data-shown]");
    document.querySelectorAll(".sort").forEach(function (hint) { hint.hidden = false; });

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
      });
    });
    if (field) {
      field.hidden = false;
      field.addEventListener("input", function () {
        const words = field.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
        let count = 0;
        rows.forEach(function (row) {
          const text = row.textContent.normalize("NFC").toLowerCase();
          row.hidden = !words.every(function (word) { return text.includes(word); });
          count += row.hidden ? 0 : 1;
        });
        shown.forEach(function (place) { place.textContent = String(count); });
      });
    }
  });
})();
