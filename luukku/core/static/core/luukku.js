/* Every page works without this file. It makes six things kinder: errors, menus, saving, leaving, idle sessions and long pages.
   Unsaved text lives in this page's memory only: nothing about a person is put into the device's storage. */
(() => {
  "use strict";
  const $ = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const { body } = document;
  const words = body.dataset;
  const unsaved = new Set(); // functions that say whether their form has text that is not saved
  const unsent = new Set(); // of those, the ones that save themselves and could not yet
  let leaving = false;

  /* errors: go to the summary, and from it to the field */
  const focusErrors = (root) => $("[data-error-summary]", root)?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".lk-errors a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".lk-field") || field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
  const refuse = (event) => {
    const near = event.detail.elt.closest("form") || event.detail.elt;
    const box = document.createElement("div");
    const { xhr } = event.detail;
    if (xhr?.getResponseHeader("X-Notice")) box.innerHTML = xhr.responseText;
    else box.innerHTML = '<div class="lk-notice lk-notice--problem"><span></span><p></p></div>', $("p", box).textContent = words.failed;
    box.dataset.refusal = "";
    box.setAttribute("role", "alert");
    if (near.previousElementSibling?.dataset.refusal === "") near.previousElementSibling.remove();
    near.before(box);
  };
  document.addEventListener("htmx:responseError", refuse);
  document.addEventListener("htmx:sendError", refuse);

  /* menus: Escape and a click elsewhere close them */
  const closeMenus = (except) => all("details[data-menu][open]").filter((menu) => !menu.contains(except)).forEach((menu) => { menu.open = false; });
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details[data-menu][open]");
    closeMenus();
    if (menu) $("summary", menu).focus();
  });

  /* saving while writing */
  const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (sign) => (sign ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (sign / 4)))).toString(16));
  const autosave = (form) => {
    const status = $("[data-autosave-status]", form), conflict = $("[data-autosave-conflict]", form), version = form.elements.version;
    if (!status) return;
    let now = 0, saved = 0, tried = -1, key, timer, busy, held = false, pause = 1500;
    const tell = (state, text) => { status.dataset.state = state; $("[data-autosave-words]", status).textContent = text; };
    const soon = () => { clearTimeout(timer); timer = setTimeout(save, pause); };
    const answer = async (response, edition) => {
      if (response.ok) {
        const told = await response.json();
        saved = edition; pause = 1500; conflict.textContent = "";
        if (version && told.version !== undefined) version.value = told.version;
        tell("saved", status.dataset.saved.replace("%s", told.saved_at));
        if (now !== saved) soon();
      } else if (response.status === 409) {
        held = true;
        conflict.innerHTML = await response.text();
        const theirs = $("[data-version]", conflict)?.dataset.version;
        if (version && theirs) version.value = theirs;
        tell("late", status.dataset.conflict); focusErrors(conflict);
      } else if (response.status === 422) { held = true; tell("late", status.dataset.check); }
      else throw response;
    };
    const save = (last) => {
      clearTimeout(timer);
      if (busy || held || now === saved) return busy;
      const edition = now, data = new FormData(form);
      if (tried !== edition) { key = uuid(); tried = edition; } // a repeat of the same text stays one write
      data.set("_key", key);
      if (status.dataset.state !== "late") tell("saving", status.dataset.saving);
      busy = fetch(form.dataset.autosave || form.action, { method: "POST", body: data, redirect: "manual", keepalive: last === true, headers: { "X-Autosave": "1", Accept: "application/json" } })
        .then((response) => answer(response, edition))
        .catch((cause) => {
          const out = cause.type === "opaqueredirect" || cause.status === 401 || cause.status === 403;
          tell("late", out ? status.dataset.out : status.dataset.late);
          if (out) renew();
          pause = Math.min(pause * 2, 30000); soon();
        })
        .finally(() => { busy = undefined; });
      return busy;
    };
    /* after a new sign-in in another tab the page's own token is of the past; the writer's name in the form decides the rest */
    const renew = () => fetch(location.href, { redirect: "error", headers: { Accept: "text/html" } })
      .then((response) => response.ok ? response.text() : "")
      .then((html) => {
        const fresh = $("input[name=csrfmiddlewaretoken]", new DOMParser().parseFromString(html, "text/html")), mine = form.elements.csrfmiddlewaretoken;
        if (fresh && mine) mine.value = fresh.value;
      }).catch(() => {});
    const changed = () => { now += 1; held = false; pause = Math.min(pause, 1500); soon(); };
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      if (busy) { event.preventDefault(); busy.then(() => form.requestSubmit(event.submitter)); } else saved = now;
    });
    document.addEventListener("visibilitychange", () => document.hidden && save(true));
    addEventListener("pagehide", () => save(true));
    addEventListener("online", () => save());
    const waits = () => form.isConnected && now !== saved;
    unsaved.add(waits); unsent.add(waits);
  };

  /* leaving: forms with free text ask first */
  const guard = (part, form = part) => {
    let touched = false;
    part.addEventListener("input", () => { touched = true; });
    form.addEventListener("submit", () => { touched = false; });
    unsaved.add(() => touched && form.isConnected);
  };
  addEventListener("beforeunload", (event) => {
    if (!leaving && [...unsaved].some((asks) => asks())) { event.preventDefault(); event.returnValue = words.unsaved; }
  });
  /* a shared tablet's "back" must not show the last person's page */
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  /* a quiet session: a word a minute before, then the sign-out page */
  const dialog = $("#idle"), patience = Number(words.idleMinutes) * 60000;
  if (dialog && patience) {
    const tabs = "BroadcastChannel" in window ? new BroadcastChannel("luukku") : null;
    let last = Date.now(), pinged = last;
    const heard = () => { last = Date.now(); if (dialog.open) dialog.close("heard"); };
    const active = () => {
      last = Date.now();
      if (last - pinged < 60000) return;
      pinged = last; tabs?.postMessage("active");
      if (words.pingUrl) fetch(words.pingUrl).catch(() => {});
    };
    if (tabs) tabs.onmessage = heard;
    for (const sign of ["pointerdown", "keydown", "input"]) addEventListener(sign, () => dialog.open || active(), { passive: true });
    dialog.addEventListener("close", () => { if (dialog.returnValue !== "heard") pinged = 0; dialog.returnValue = ""; active(); });
    /* text that could not be sent yet is hidden from the next pair of eyes, and sent when it can be */
    const cover = () => {
      const main = $("main");
      if (main.hidden) return;
      main.hidden = true; dialog.close("heard");
      main.after(Object.assign(document.createElement("p"), { className: "lk-wrap", textContent: `${words.unsaved} ${$("[data-autosave-status]").dataset.out}` }));
    };
    setInterval(() => {
      const quiet = Date.now() - last;
      if (quiet >= patience && [...unsent].some((asks) => asks())) cover();
      else if (quiet >= patience) { leaving = true; location.assign(words.idleUrl || "/"); }
      else if (quiet >= patience - 60000 && !dialog.open) dialog.showModal();
    }, 5000);
  }

  /* a page that waits for the service to come back looks by itself */
  const retry = Number($("[data-retry-seconds]")?.dataset.retrySeconds) * 1000;
  if (retry) setInterval(() => fetch(location.href, { method: "HEAD" }).then((response) => response.status < 500 && location.reload()).catch(() => {}), retry);

  /* what is folded on phones stands open where there is room, and on paper */
  const unfold = (root, room) => all("details[data-unfold]", root).forEach((part) => { if (room) { part.open = true; part.dataset.unfolded = ""; } });
  addEventListener("beforeprint", () => unfold(document, true));

  const begin = (root) => {
    unfold(root, matchMedia("(min-width: 48rem)").matches);
    for (const form of [root, ...all("form", root)].filter((one) => one.matches?.("form") && !("begun" in one.dataset))) {
      form.dataset.begun = "";
      if ("autosave" in form.dataset) { autosave(form); all("[data-guard]", form).forEach((part) => guard(part, form)); } // what a button alone saves
      else if (form.method === "post" && ("guard" in form.dataset || $("textarea, [data-guard]", form))) guard(form);
    }
    all("[data-scripted]", root).forEach((button) => { button.hidden = false; }); // of no use where no script runs
    all("[data-print]", root).forEach((button) => { button.hidden = false; button.onclick = () => print(); });
  };
  begin(document); focusErrors(document);
  document.addEventListener("htmx:load", (event) => { begin(event.detail.elt); focusErrors(event.detail.elt); });
})();
