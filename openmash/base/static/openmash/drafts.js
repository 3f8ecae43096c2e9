/* Nothing typed is lost: forms marked data-draft are saved as a private draft on the server while one types, also after
   a lost connection and after the session has ended. Nothing is kept in the browser's storage; the caret never moves. */
(() => {
  "use strict";
  const { ask, csrf, renewCsrf } = window.openmash;
  const SAVE_EVERY = 4000, RETRY_AFTER = 10000, STATUS_EVERY = 5000, ACTIVE_EVERY = 60000, LOOK_EVERY = 30000;
  const STATUS = "/session/status", ACTIVE = "/session/active";

  const signedIn = document.body.hasAttribute("data-signed-in"), byLink = document.body.hasAttribute("data-by-link");
  const place = document.getElementById("om-session");
  let signedOut = false;

  /* -- Saving ------------------------------------------------------------------------------------------- */
  class Draft {
    constructor(form) {
      this.form = form;
      this.address = form.dataset.draftUrl || "/drafts/save";
      this.notes = form.querySelector("[data-saved]") || document.querySelector("[data-saved]");
      this.sent = this.content();
      this.timer = null;
      this.busy = false;
      this.leaving = false;
      form.addEventListener("input", () => this.soon(SAVE_EVERY));
      form.addEventListener("change", () => this.soon(SAVE_EVERY));
      // On the way to a submit button nothing is saved: the words are about to be sent.
      form.addEventListener("focusout", (event) => { if (!event.relatedTarget?.matches?.("button:not([type=button])")) this.save(); });
      form.addEventListener("submit", (event) => {
        if (event.defaultPrevented) return;
        this.leaving = true;
        this.request?.abort();
      });
      window.addEventListener("pageshow", () => { this.leaving = false; });
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.save({ keepalive: true }); });
    }

    content() {
      const data = new FormData(this.form);
      const body = new URLSearchParams();
      for (const [name, value] of data) {
        if (typeof value === "string" && name !== "csrfmiddlewaretoken") body.append(name, value);
      }
      return body.toString();
    }

    soon(wait) {
      if (!this.timer) this.timer = setTimeout(() => this.save(), wait);
    }

    async save({ keepalive = false } = {}) {
      clearTimeout(this.timer);
      this.timer = null;
      const content = this.content();
      if (this.busy || this.leaving || signedOut || content === this.sent) {
        if (this.busy && content !== this.sent) this.soon(SAVE_EVERY);
        return;
      }
      this.busy = true;
      try {
        const body = new URLSearchParams(content);
        body.set("draft_address", location.pathname + location.search);
        const answer = await ask(this.address, {
          method: "POST",
          body,
          // Browsers allow 64 KB to outlive a page.
          keepalive: keepalive && content.length < 60000,
          signal: (this.request = new AbortController()).signal,
          headers: { "X-CSRFToken": csrf() },
        });
        await this.heard(answer, content);
      } catch {
        if (!this.leaving) this.failed("the connection is lost");
      } finally {
        this.busy = false;
      }
    }

    async heard(answer, content) {
      if (answer.ok) {
        const { saved_at: at } = await answer.json();
        this.sent = content;
        this.tell(`Saved ${at}`, "saved");
        if (this.content() !== this.sent) this.soon(SAVE_EVERY);
      } else if (answer.status === 401 || answer.status === 403) {
        await look();
        if (signedOut) this.tell("Not saved: you have been signed out. Your words are still here.", "failed");
        else this.soon(RETRY_AFTER);
      } else if (answer.status === 409) {
        this.tell("Not saved: this page is open in another tab with newer words. Copy what you need from here.", "failed");
      } else if (answer.status === 413) {
        this.tell("Not saved: this is longer than a draft can be. Send it, or make it shorter.", "failed");
      } else {
        this.failed(answer.status === 503 ? "OpenMASH is not answering" : "something went wrong on our side");
      }
    }

    failed(why) {
      this.tell(`Not saved: ${why}. Your words are still here, and we keep trying.`, "failed");
      this.soon(RETRY_AFTER);
    }

    tell(words, state) {
      if (!this.notes || this.notes.textContent === words) return;
      this.notes.textContent = words;
      this.notes.dataset.saved = state;
    }
  }

  const drafts = [...document.querySelectorAll("form[data-draft]")].map((form) => new Draft(form));
  window.openmash.saveDrafts = () => Promise.all(drafts.map((draft) => draft.save()));

  // A keystroke within the last seconds before the page is closed: the browser asks.
  window.addEventListener("beforeunload", (event) => {
    if (drafts.some((draft) => !draft.leaving && (signedOut || draft.notes?.dataset.saved === "failed") && draft.content() !== draft.sent)) {
      event.preventDefault();
    }
  });

  /* -- The session -------------------------------------------------------------------------------------- */
  const look = async () => {
    try {
      const answer = await ask(STATUS);
      if (!answer.ok) return;
      const { signed_in: here, csrf: token, seconds_left: left } = await answer.json();
      if (here) {
        renewCsrf(token);
        if (signedOut) cameBack();
        else if (left > 0 && left <= 120) warn(left);
        else clear();
      } else wentAway();
    } catch { /* no connection: the next look will tell */ }
  };

  const banner = (title, words, kind, link) => {
    if (!place || place.dataset.state === kind) return;
    place.dataset.state = kind;
    place.replaceChildren();
    const box = document.createElement("div");
    box.className = `om-session om-session--${kind}`;
    const head = document.createElement("strong");
    head.textContent = title;
    box.append(head, ` ${words} `);
    if (link) {
      const anchor = document.createElement("a");
      anchor.className = "govuk-link";
      anchor.href = link.href;
      anchor.textContent = link.text;
      if (link.tab) { anchor.target = "_blank"; anchor.rel = "noopener"; }
      box.append(anchor);
    }
    place.append(box);
  };

  const clear = () => {
    if (!place || place.dataset.state === "out") return;
    delete place.dataset.state;
    place.replaceChildren();
  };

  const wentAway = () => {
    if (signedOut) return;
    signedOut = true;
    if (byLink) {
      banner("Your time here has ended.", "Your words are still here. Open the link in your e-mail in a new tab, and this page carries on.", "out");
    } else banner(
      "You have been signed out.",
      drafts.length ? "Your words are still here. This page carries on when you have signed in." : "This page carries on when you have signed in.",
      "out",
      { href: "/account/login/?next=/", text: "Sign in in a new tab", tab: true },
    );
    const again = setInterval(() => { if (signedOut) look(); else clearInterval(again); }, STATUS_EVERY);
  };

  const cameBack = () => {
    signedOut = false;
    delete place.dataset.state;
    banner(byLink ? "You are here again." : "You are signed in again.", "Carry on where you were.", "back");
    for (const draft of drafts) draft.save();
    setTimeout(clear, 15000);
  };

  const warn = (left) => {
    const minutes = Math.max(1, Math.round(left / 60));
    const when = minutes === 1 ? "a minute" : `${minutes} minutes`;
    if (byLink) banner(`Your time here ends in about ${when}.`, "Type or click to go on.", "soon");
    else banner(`You will be signed out in about ${when}.`, "Type or click to stay signed in.", "soon");
  };

  /* Only a person's own input keeps a session alive: never autosave, never polling, never a script. */
  let told = Date.now();
  const active = async (event) => {
    if (!event.isTrusted || signedOut || Date.now() - told < ACTIVE_EVERY) return;
    told = Date.now();
    try {
      const answer = await ask(ACTIVE, { method: "POST", headers: { "X-CSRFToken": csrf() } });
      if (answer.status === 401 || answer.status === 403) look();
      else if (answer.ok && place?.dataset.state === "soon") clear();
    } catch { told = 0; }
  };

  if (signedIn) {
    for (const kind of ["keydown", "pointerdown", "input"]) document.addEventListener(kind, active, { passive: true, capture: true });
    setInterval(look, LOOK_EVERY);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
    document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 401) look(); });
  }
})();
