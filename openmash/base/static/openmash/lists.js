/* Lists that stay still: new rows wait behind a button, a search tells how many it found, rows are added to a form, and
   an answer is copied to the siblings. Without this script the page has buttons that ask the server for the same. */
(() => {
  "use strict";
  const { say } = window.openmash;

  /* -- "3 new, show": the polled note replaces only itself; the list changes when a person asks ------------- */
  document.addEventListener("htmx:afterSwap", (event) => {
    const note = event.detail.target;
    if (note instanceof Element && note.matches("[data-news]")) {
      const words = note.textContent.trim();
      if (words && words !== note.dataset.said) say(words);
      note.dataset.said = words;
    }
    if (note instanceof Element && note.matches("[data-found]")) {
      const count = note.querySelector("[data-count]");
      if (count) say(count.textContent.trim());
    }
  });
  // A poll that cannot be answered leaves the list as it is and says so.
  const stale = (event) => {
    const note = event.detail.elt;
    if (note.matches?.("[data-news]")) note.dataset.stale = "This list is not being updated: the connection is lost.";
  };
  document.addEventListener("htmx:sendError", stale);
  document.addEventListener("htmx:timeout", stale);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) delete event.detail.elt.dataset?.stale;
  });

  /* -- The whole row opens; a selection of words, or a link or button inside, is left alone ------------------- */
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.target.closest("a, button, input, label, select, textarea, summary")) return;
    const link = event.target.closest("[data-row]")?.querySelector("a[data-open]");
    if (!link || String(window.getSelection())) return;
    if (event.ctrlKey || event.metaKey) window.open(link.href, "_blank", "noopener");
    else link.click();
  });

  /* -- Add another person: the server sends empty rows; we hide those beyond the first until asked ------------ */
  for (const group of document.querySelectorAll("[data-rows]")) {
    const rows = [...group.querySelectorAll("[data-one]")];
    const filled = (row) => [...row.querySelectorAll("input, select, textarea")].some((field) =>
      field.type === "checkbox" || field.type === "radio" ? field.checked : field.type !== "hidden" && field.value.trim());
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = group.dataset.rows || "Add another";
    const tidy = () => { button.hidden = !rows.some((row) => row.hidden); };
    rows.forEach((row, index) => { row.hidden = index > 0 && !filled(row) && !row.querySelector(".govuk-error-message"); });
    button.addEventListener("click", () => {
      const next = rows.find((row) => row.hidden);
      if (!next) return;
      next.hidden = false;
      next.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      tidy();
    });
    tidy();
    group.append(button);
    // The button that asks the server for more rows is needed only when ours has none left.
    const server = group.parentElement.querySelector("[data-more-rows]");
    if (server) {
      const watch = () => { server.hidden = !button.hidden; };
      new MutationObserver(watch).observe(button, { attributes: true });
      watch();
    }
  }

  /* -- Same for the siblings: one tick copies this child's answers to the others, in sight, before sending -------- */
  document.addEventListener("change", (event) => {
    const tick = event.target;
    if (!(tick instanceof HTMLInputElement) || !tick.matches("[data-same]") || !tick.checked) return;
    const source = tick.closest("[data-child]");
    if (!source) return;
    let copied = 0;
    for (const other of document.querySelectorAll("[data-child]")) {
      if (other !== source && copy(source, other)) copied += 1;
    }
    say(copied === 1 ? "Copied to 1 other child. Check it before you send." : `Copied to ${copied} other children. Check them before you send.`);
  });

  /* Fields of two children belong together by data-answer on the field or its group, such as "rag". */
  const copy = (source, other) => {
    const changed = [];
    for (const field of source.querySelectorAll("[data-answer]")) {
      const twin = other.querySelector(`[data-answer="${CSS.escape(field.dataset.answer)}"]`);
      if (!twin) continue;
      const from = controls(field), to = controls(twin);
      from.forEach((control, index) => {
        if (!to[index]) return;
        if (control.type === "checkbox" || control.type === "radio") to[index].checked = control.checked;
        else to[index].value = control.value;
        changed.push(to[index]);
      });
    }
    changed.at(-1)?.dispatchEvent(new Event("change", { bubbles: true }));
    return changed.length > 0;
  };
  const controls = (field) => (field.matches("input, select, textarea") ? [field] : [...field.querySelectorAll("input:not([type=hidden]), select, textarea")]);
})();
