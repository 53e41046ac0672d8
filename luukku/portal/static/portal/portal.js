// The public site's own script: every page works without it. Nothing is sent anywhere but to this site.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  for (const button of all("[data-share]")) {
    if (!navigator.share && !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        if (navigator.share) await navigator.share({ url: button.dataset.share });
        else await navigator.clipboard.writeText(button.dataset.share);
      } catch { /* the person changed their mind */ }
    });
  }

  for (const there of all("[data-suggested]")) {
    const box = there.closest("form").querySelector("input[name=q]");
    let waiting = 0;
    let asking = null;
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        asking?.abort();
        asking = new AbortController();
        try {
          const url = `${there.dataset.suggested}?q=${encodeURIComponent(box.value)}`;
          const answer = await fetch(url, { headers: { "X-Part": "1" }, credentials: "omit", signal: asking.signal });
          if (answer.ok) there.innerHTML = await answer.text();
        } catch { /* no network, or more was typed: the search itself works without suggestions */ }
      }, 200);
    });
  }

  const voices = () => (window.speechSynthesis ? speechSynthesis.getVoices() : []);
  const voiceOf = (tag) => voices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(tag));
  function listen(button, text) {
    const [start, stop] = all("span", button);
    const shown = (speaking) => { start.hidden = speaking; stop.hidden = !speaking; };
    const offer = () => { button.hidden = !voiceOf(text.lang.slice(0, 2).toLowerCase()); };
    offer();
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    button.addEventListener("click", () => {
      if (speechSynthesis.speaking) { speechSynthesis.cancel(); shown(false); return; }
      const parts = all("h1, h2, h3, p, li", text).filter((one) => !one.querySelector("p, li"));
      parts.forEach((part, place) => {
        const tag = (part.closest("[lang]") || text).lang;
        const said = new SpeechSynthesisUtterance(part.textContent);
        said.lang = tag;
        said.voice = voiceOf(tag.slice(0, 2).toLowerCase()) || null;
        if (place === parts.length - 1) said.onend = () => shown(false);
        speechSynthesis.speak(said);
      });
      shown(true);
    });
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }
  const aloud = document.querySelector("[data-aloud]");
  if (aloud && window.speechSynthesis) all("[data-listen]").forEach((button) => listen(button, aloud));

  const pack = document.querySelector("[data-pack]");
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  const scope = document.body.dataset.worker.replace(/[^/]*$/, "");
  const name = `pages${scope}`;

  // one language's pages: what changed since the edition that is kept, part after part
  async function bring(url, edition) {
    const cache = await caches.open(name);
    let next = edition ? `${url}?since=${edition}` : url;
    let newest = edition;
    const read = async (path) => {
      const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
      if (!answer.ok) throw new Error(path);
      await cache.put(path, answer);
    };
    while (next) {
      const told = await (await fetch(next, { credentials: "omit", cache: "no-cache" })).json();
      if (next === url || told.pages.length || told.gone.length) for (const path of told.fixed) await read(path);
      for (const page of told.pages) await read(page.url);
      for (const id of told.gone) await cache.delete(`${scope}pages/${id}/`);
      newest = newest && newest !== edition ? newest : told.edition;
      next = told.next;
    }
    await cache.put(`${scope}edition`, new Response(String(newest)));
  }
  async function kept() {
    if (!(await caches.has(name))) return null;
    const answer = await (await caches.open(name)).match(`${scope}edition`);
    return answer ? Number(await answer.text()) : null;
  }
  async function bytes() {
    const cache = await caches.open(name);
    let sum = 0;
    for (const request of await cache.keys()) sum += (await (await cache.match(request)).blob()).size;
    return sum;
  }

  async function offer() {
    const show = (selector, visible) => { pack.parentElement.querySelector(selector).hidden = !visible; };
    const draw = async () => {
      const edition = await kept();
      show("[data-pack-keep]", edition === null);
      show("[data-pack-remove]", edition !== null);
      show("[data-pack-done]", edition !== null);
      if (edition !== null) {
        document.querySelector("[data-pack-size]").textContent = `${((await bytes()) / 1e6).toFixed(1).replace(".", ",")} MB`;
      }
    };
    pack.querySelector("[data-pack-keep]").addEventListener("click", async () => {
      show("[data-pack-failed]", false);
      try {
        await navigator.serviceWorker.register(document.body.dataset.worker);
        await bring(pack.dataset.pack, 0);
      } catch {
        await caches.delete(name);
        show("[data-pack-failed]", true);
      }
      await draw();
    });
    pack.querySelector("[data-pack-remove]").addEventListener("click", async () => {
      await caches.delete(name);
      const worker = await navigator.serviceWorker.getRegistration(scope);
      if (worker) await worker.unregister();
      await draw();
    });
    await draw();
  }
  if (pack) offer();
  else kept().then((edition) => { if (edition !== null && navigator.onLine) bring(`${scope}pages.json`, edition).catch(() => {}); });
})();
