// Answers from the phone when there is no connection: one language's pages, kept because somebody asked for it.
// A text lies here as its title and what stands inside <main>; what stands around it comes from the page "offline".
"use strict";
const scope = new URL(self.registration.scope).pathname;
const name = `pages${scope}`;
const PATIENCE = 5000;
const MOST_FOUND = 20;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  if (event.request.method !== "GET") {
    if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(unconnected));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(file(event.request, url));
  } else if (url.pathname.startsWith(scope)) {
    event.respondWith(answer(event.request, url));
  }
});

const open = () => caches.open(name);

// static files carry their content in their names: what is kept is right
async function file(request, url) {
  return (await (await open()).match(url.pathname, { ignoreVary: true })) || fetch(request);
}

// the network first; what is kept when there is none, or when it lets a reader wait
async function answer(request, url) {
  const network = fetch(request);
  if (request.mode !== "navigate" && !/\.(svg|webp|png|jpe?g)$|\/pictures\//.test(url.pathname)) return network;
  try {
    if (!navigator.onLine || !(await isKept(url))) return await network;
    return await Promise.race([network, new Promise((_done, stop) => setTimeout(stop, PATIENCE))]);
  } catch {
    network.catch(() => {});
    return (await fromHere(url)) || (request.mode === "navigate" ? unconnected() : Response.error());
  }
}

const key = (url) => url.pathname + url.search;
const isKept = async (url) => Boolean(await (await open()).match(key(url), { ignoreVary: true }));

async function fromHere(url) {
  if (url.pathname === `${scope}search/` && url.searchParams.get("q")) return search(url);
  const kept = await (await open()).match(key(url), { ignoreVary: true });
  if (!kept || !isText(kept)) return kept;
  const { title, html } = await kept.json();
  return around(url, title, html);
}

const isText = (kept) => (kept.headers.get("Content-Type") || "").startsWith("application/json");

async function shell(path) {
  const found = await (await open()).match(`${scope}${path}`, { ignoreVary: true });
  return found ? { html: await found.text(), policy: found.headers.get("Content-Security-Policy") } : null;
}

function page(html, policy) {
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Content-Type-Options": "nosniff" };
  if (policy) headers["Content-Security-Policy"] = policy;
  return new Response(html, { headers });
}

const escaped = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

// the text inside what stands around every page of this language; its other languages have its own address
async function around(url, title, html) {
  const found = await shell("offline/");
  if (!found) return Response.error();
  const rest = url.pathname.slice(scope.length);
  const whole = found.html
    .replaceAll(/(href="\/[a-z]+\/)offline\/"/g, (_all, start) => `${start}${rest}"`)
    .replace(/<title>[^<]*?( – [^<]*)?<\/title>/, (_all, end) => `<title>${escaped(title)}${end || ""}</title>`)
    .replace(/(<main[^>]*>)[\s\S]*(<\/main>)/, (_all, start, end) => start + html + end);
  return page(whole, found.policy);
}

async function unconnected() {
  const found = await shell("offline/");
  return found ? page(found.html, found.policy) : Response.error();
}

// as the site's own search cannot be asked: every word, or most of its letters, in a title or a text
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const PAGE = /\/pages\/[0-9a-f-]{36}\/$/;
const plain = (text) => text.replace(/&#(?:x27|39);/g, "'").replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

// a text that shows something of the directory lies here as its whole page
function drawn(page) {
  const part = (pattern) => (pattern.exec(page) || ["", ""])[1];
  return { title: plain(part(/<h1[^>]*>([^<]*)<\/h1>/)), html: part(/<main[^>]*>([\s\S]*)<\/main>/), language: part(/<article[^>]* lang="([^"]*)"/) };
}

async function search(url) {
  const asked = url.searchParams.get("q").slice(0, 300);
  const stem = (word) => (word.length > 5 ? word.slice(0, Math.max(5, word.length - 2)) : word);
  const words = folded(asked).split(/[^\p{L}\p{N}]+/u).filter(Boolean).map(stem);
  const cache = await open();
  const found = [];
  await Promise.all((await cache.keys()).map(async (request) => {
    const path = new URL(request.url).pathname;
    if (!PAGE.test(path)) return;
    const kept = await cache.match(request);
    const { title, html, language } = isText(kept) ? await kept.json() : drawn(await kept.text());
    if (!html) return;
    const inTitle = folded(title), text = folded(html.replace(/<[^>]*>/g, " "));
    if (!words.every((word) => text.includes(word) || inTitle.includes(word))) return;
    found.push({ title, language, path, score: words.filter((word) => inTitle.includes(word)).length });
  }));
  found.sort((one, other) => other.score - one.score || one.title.localeCompare(other.title));
  const line = (one) => `<li><div><h2 class="ds-heading" data-size="2xs" lang="${escaped(one.language || "")}" dir="auto"><a href="${escaped(one.path)}">${escaped(one.title)}</a></h2></div></li>`;
  const form = await shell("search/");
  if (!form || !found.length || !words.length) return unconnected();
  const html = form.html
    .replace(/(<input[^>]*name="q"[^>]*value=")[^"]*"/, (_all, start) => `${start}${escaped(asked)}"`)
    .replace(/role="search"[\s\S]*?<\/form>/, (start) => `${start}<ul class="lk-list">${found.slice(0, MOST_FOUND).map(line).join("")}</ul>`);
  return page(html, form.policy);
}
