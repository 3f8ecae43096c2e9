/* The shell's own behaviour: starts the components, guards against a form sent twice, and gives the keyboard its keys.
   Classic script, deferred; nothing is kept in the browser but one preference. Every page works without it. */
(() => {
  "use strict";
  const script = document.currentScript;
  const openmash = (window.openmash = {});

  /* Tell a screen reader something, without moving anything. */
  const voice = document.createElement("p");
  voice.className = "govuk-visually-hidden";
  voice.setAttribute("role", "status");
  document.body.append(voice);
  openmash.say = (words) => { voice.textContent = ""; setTimeout(() => { voice.textContent = words; }, 50); };

  /* A request that the page makes by itself. It is never a sign of a person. */
  openmash.ask = (address, options = {}) =>
    fetch(address, {
      credentials: "same-origin",
      redirect: "error",
      ...options,
      headers: { Accept: "application/json", "X-OpenMASH-Background": "1", ...options.headers },
    });

  openmash.csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

  openmash.renewCsrf = (token) => {
    if (!token) return;
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
  };

  /* -- Components: GOV.UK always, MOJ only where a page uses it ------------------------------------------ */
  document.body.classList.add("js-enabled");
  if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");

  const start = async (scope) => {
    const govuk = await import(script.dataset.govuk);
    govuk.initAll({ scope, onError: () => {} });
    if (scope.querySelector("[data-module^='moj-']")) {
      const moj = await import(script.dataset.moj);
      moj.initAll({ scope, onError: () => {} });
    }
  };
  start(document.body);

  /* -- htmx: polling says that it is polling; what comes in is started ---------------------------------------- */
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, headers } = event.detail;
    headers["X-CSRFToken"] = openmash.csrf();
    if (elt.hasAttribute("data-background")) headers["X-OpenMASH-Background"] = "1";
  });
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt !== document.body && event.detail.elt instanceof HTMLElement) start(event.detail.elt);
  });

  /* -- A form is sent once ------------------------------------------------------------------------------------ */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.hasAttribute("data-many")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    // Disabled after the browser has read which button was pressed, so that its name and value are sent.
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button])")) {
        button.setAttribute("aria-disabled", "true");
        button.classList.add("om-sending");
      }
    });
    // A download or a lost connection leaves us on this page: let the person try again.
    setTimeout(() => free(form), 8000);
  });
  const free = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll(".om-sending")) {
      button.removeAttribute("aria-disabled");
      button.classList.remove("om-sending");
    }
  };
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));

  /* -- Keys. They can be switched off, as WCAG 2.1.4 asks; the choice is one cookie without meaning elsewhere ----- */
  const panel = document.getElementById("om-keys");
  let keysOn = !document.cookie.includes("om_keys=off");
  if (panel) {
    const item = document.createElement("div");
    item.className = "govuk-checkboxes govuk-checkboxes--small";
    item.innerHTML =
      '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="om-keys-on">' +
      '<label class="govuk-label govuk-checkboxes__label" for="om-keys-on">Use these keys</label></div>';
    panel.append(item);
    const box = item.querySelector("input");
    box.checked = keysOn;
    box.addEventListener("change", () => {
      keysOn = box.checked;
      document.cookie = `om_keys=${keysOn ? "on" : "off"}; path=/; max-age=31536000; samesite=strict`;
    });
  }

  const typing = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select"));

  const rows = () => [...document.querySelectorAll("[data-row] a[data-open]")].filter((link) => link.offsetParent);

  const step = (by) => {
    const all = rows();
    if (!all.length) return false;
    const at = all.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    all[next].focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const inList = event.target instanceof Element && event.target.closest("[data-row]");
    let done = false;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && inList) done = step(event.key === "ArrowDown" ? 1 : -1);
    else if (!keysOn) return;
    else if (event.key === "/") {
      const box = document.getElementById("om-search");
      if (box) { box.focus(); box.select(); done = true; }
    } else if (event.key === "?" && panel) {
      panel.open = !panel.open;
      if (panel.open) panel.querySelector("summary").focus();
      done = true;
    } else if (event.key === "j" || event.key === "k") done = step(event.key === "j" ? 1 : -1);
    if (done) event.preventDefault();
  });
})();
