// Answers from the phone when there is no connection: one language's pages, kept because somebody asked for it.
"use strict";
const scope = new URL(self.registration.scope).pathname;
const name = `pages${scope}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (!url.pathname.startsWith(scope) && !url.pathname.startsWith("/static/")) return;
  event.respondWith(answer(event.request, url));
});

async function answer(request, url) {
  const cache = await caches.open(name);
  if (url.pathname.startsWith("/static/")) return (await cache.match(url.pathname)) || fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    const kept = (await cache.match(url.pathname)) || (request.mode === "navigate" && (await cache.match(`${scope}offline/`)));
    if (kept) return kept;
    throw error;
  }
}
