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
        else {
          await navigator.clipboard.writeText(button.dataset.share);
          document.querySelector("[data-share-done]").hidden = false;
        }
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
  const first = (tag) => tag.toLowerCase().split(/[-_]/)[0]; // "fi" is not the beginning of "fil"
  const voiceOf = (tag) => voices().find((voice) => voice.localService && first(voice.lang) === first(tag));
  function listen(button, text) {
    const [start, stop] = all("span", button);
    const shown = (speaking) => { start.hidden = speaking; stop.hidden = !speaking; };
    const offer = () => { button.hidden = !voiceOf(text.lang); };
    offer();
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    button.addEventListener("click", () => {
      if (speechSynthesis.speaking) { speechSynthesis.cancel(); shown(false); return; }
      const parts = all("h1, h2, h3, p, li", text).filter((one) => !one.querySelector("p, li"));
      parts.forEach((part, place) => {
        const tag = (part.closest("[lang]") || text).lang;
        const said = new SpeechSynthesisUtterance(part.textContent);
        said.lang = tag;
        said.voice = voiceOf(tag) || null;
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
  const show = (selector, visible) => { pack.parentElement.querySelector(selector).hidden = !visible; };
  if (!("serviceWorker" in navigator) || !("caches" in window) || !isSecureContext) {
    if (pack) show("[data-pack-cannot]", true);
    return;
  }
  const scope = document.body.dataset.worker.replace(/[^/]*$/, "");
  const name = `pages${scope}`;
  const MARK = `${scope}pack`;
  const AT_ONCE = 6;
  const TEXT = "application/json";
  const UNCHANGING = /^\/static\/|\/pictures\//;

  // how far this phone is: the edition and state it has, and where an interrupted keeping goes on
  async function mark() {
    if (!(await caches.has(name))) return {};
    const kept = await (await caches.open(name)).match(MARK);
    return kept ? kept.json() : {};
  }

  const ask = (path, etag) => fetch(path, { credentials: "omit", cache: "no-store", headers: etag ? { "If-None-Match": etag } : {} });

  // a page or file, only if it is another than the one that is kept; what is no longer there leaves
  async function read(cache, path) {
    const kept = await cache.match(path, { ignoreVary: true });
    const etag = kept && kept.headers.get("ETag");
    if (kept && UNCHANGING.test(path)) return;
    const answer = await ask(path, etag);
    if (answer.status === 304) return;
    if (answer.ok) await cache.put(path, answer);
    else if (answer.status === 404 || answer.status === 410) await cache.delete(path, { ignoreVary: true });
    else throw new Error(path);
  }

  // addresses that no longer belong to the pack, unless they came as texts meanwhile
  async function drop(cache, paths) {
    for (const path of paths) {
      const kept = await cache.match(path, { ignoreVary: true });
      if (kept && kept.headers.get("Content-Type") !== TEXT) await cache.delete(path, { ignoreVary: true });
    }
  }

  async function several(things, each) {
    const left = [...things];
    await Promise.all(Array.from({ length: AT_ONCE }, async () => { while (left.length) await each(left.shift()); }));
  }

  const text = (page) => new Response(JSON.stringify(page), { headers: { "Content-Type": TEXT } });

  // one language's pages: what changed since the edition that is kept, part after part, then everything else
  async function bring(url, tell = () => {}) {
    const cache = await caches.open(name);
    let had = await mark();
    const note = (now) => { had = now; return cache.put(MARK, new Response(JSON.stringify(now))); };
    let next = had.next || `${url}?since=${had.edition || 0}`;
    let done = had.done || 0;
    while (next) {
      const answer = await ask(next, had.asked === next ? had.etag : "");
      if (answer.status === 304) return;
      if (!answer.ok) throw new Error(next);
      const told = await answer.json();
      // an edition that begins in the middle would miss what changed before
      const first = had.next ? had.first : { edition: told.edition, state: told.state };
      if (had.isWhole && !had.next && !told.next && first.edition === had.edition && first.state === had.state) {
        await note({ ...had, asked: next, etag: answer.headers.get("ETag") });
        return;
      }
      await several(told.pages, (page) => cache.put(page.url, text(page)));
      for (const id of told.gone) await cache.delete(`${scope}pages/${id}/`, { ignoreVary: true });
      done += told.pages.length;
      tell(done);
      next = told.next;
      if (next) { await note({ ...had, next, first, done }); continue; }
      await several(told.fixed, (path) => read(cache, path));
      await drop(cache, (had.fixed || []).filter((path) => !told.fixed.includes(path)));
      await note({ ...first, fixed: told.fixed, isWhole: true });
    }
  }

  async function bytes() {
    const cache = await caches.open(name);
    let sum = 0;
    for (const request of await cache.keys()) sum += (await (await cache.match(request)).blob()).size;
    return sum;
  }

  async function offer() {
    const bar = document.querySelector("[data-pack-progress]");
    const keep = pack.querySelector("[data-pack-keep]");
    const draw = async () => {
      const { isWhole } = await mark();
      const size = isWhole ? (await bytes()) / 1e6 : 0;
      const told = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(size);
      document.querySelector("[data-pack-size]").textContent = isWhole ? `${told} MB` : "";
      show("[data-pack-keep]", !isWhole);
      show("[data-pack-remove]", Boolean(isWhole));
      show("[data-pack-done]", Boolean(isWhole));
    };
    keep.addEventListener("click", async () => {
      show("[data-pack-failed]", false);
      keep.disabled = true;
      bar.max = Math.max(1, Number(pack.dataset.packTexts)) * 1.1;
      bar.hidden = false;
      try {
        await navigator.serviceWorker.register(document.body.dataset.worker);
        await bring(pack.dataset.pack, (done) => { bar.value = done; });
        await navigator.serviceWorker.ready;
      } catch {
        show("[data-pack-failed]", true);
      }
      keep.disabled = false;
      bar.hidden = true;
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
  else mark().then(({ isWhole }) => { if (isWhole && navigator.onLine) bring(`${scope}pages.json`).catch(() => {}); });
})();
