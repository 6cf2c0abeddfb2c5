// Opens a directory without a connection, for somebody who has pressed to keep it (store.js).
//
// A release is kept whole or not at all, in one cache named by it; the list of its locales, MARK,
// is written last, and without it the cache is not used. Pages and worker of one release stay
// together: a new worker waits until every tab of the old one is closed (it never skips that, nor
// claims tabs), and while a page is not kept, or the browser has cleared the cache, the network
// answers. Every other file is named by its content, so a page never gets another release's.
//
// What is kept depends on the locale alone, never on what was visited: a phone may be shared.
//
// The build writes RELEASE above (`indexer/src/offline.rs`): { id, day, policy, locales: { en: [path, integrity] } }.
const SCOPE = registration.scope;
// Another town may stand on the same host: the folder is part of the name. As in store.js.
const OURS = `signpost ${SCOPE} `;
const CACHE = OURS + RELEASE.id;
const MARK = `${SCOPE}offline/kept`;

// A kept page says of which day it is from here on: a weekend without a connection is no news.
const AGED_MS = 2 * 24 * 60 * 60 * 1000;
// What hides that on a page, as `frame.rs` writes it.
const AGED = ' id="aged" hidden';
// The way to the root on the page that stands in for others, as `address.rs` writes it.
const UP = '="../../';

const PAGE = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": RELEASE.policy,
  "Referrer-Policy": "no-referrer",
};

const at = (path) => new URL(path, SCOPE).href;

// The file, if it is what the build wrote: a host in the middle of an upload is not.
async function fetchWhole(path, integrity) {
  const answer = await fetch(at(path), { integrity, credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function localesIn(name) {
  const marked = await caches.match(MARK, { cacheName: name });
  return marked ? marked.json() : [];
}

async function keep(locale) {
  const cache = await caches.open(CACHE);
  const { files, pages } = await (await fetchWhole(...RELEASE.locales[locale])).json();
  for (const [path, integrity] of files) {
    // A try that was cut short may have brought it; what stands in a folder is named by its
    // content, so an older release may have, too.
    if (await cache.match(at(path))) continue;
    const known = path.includes("/") && (await caches.match(at(path)));
    const answer = known || (await fetchWhole(path, integrity));
    // Body and type only: a host's other headers were meant for the way here.
    await cache.put(at(path), new Response(await answer.blob()));
  }
  for (const part of pages) {
    const texts = await (await fetchWhole(...part)).json();
    const put = ([path, html]) => cache.put(at(path), new Response(html, { headers: PAGE }));
    await Promise.all(Object.entries(texts).map(put));
  }
  const locales = new Set(await localesIn(CACHE)).add(locale);
  await cache.put(MARK, Response.json([...locales]));
}

// One after the other: two tabs may ask at once, and each would take the other's half for its own, or
// write its list of locales over the other's.
let last = Promise.resolve();
function keepOrDrop(locale) {
  const done = last.then(() => keepNow(locale));
  last = done.catch(() => {});
  return done;
}

// Half a release is of no use, unless another locale of it is whole.
async function keepNow(locale) {
  try {
    await keep(locale);
  } catch (error) {
    if (!(await localesIn(CACHE)).length) await caches.delete(CACHE);
    throw error;
  }
}

// A new release: what was kept of the old ones is kept of this one, before it takes their place.
async function follow() {
  const locales = new Set();
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS)) (await localesIn(name)).forEach((locale) => locales.add(locale));
  }
  for (const locale of locales) {
    if (locale in RELEASE.locales) await keepOrDrop(locale);
  }
}

async function dropOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  }
}

async function outcomeOf({ release, locale }) {
  if (release !== RELEASE.id) return "refused";
  try {
    await keepOrDrop(locale);
    return "kept";
  } catch (error) {
    console.warn(error);
    return "failed";
  }
}

async function kept(request) {
  if (!(await localesIn(CACHE)).length) return undefined;
  const find = (href) => caches.match(href, { cacheName: CACHE });
  const url = new URL(request.url);
  const href = url.origin + url.pathname.replace(/\/index\.html$/, "/");
  const found = await find(href);
  if (request.mode !== "navigate") return found;
  if (found) return dated(found);
  // As a host does for a folder that is asked for without its slash.
  return (await find(`${href}/`)) && Response.redirect(`${href}/`);
}

async function dated(page) {
  if (Date.now() - Date.parse(RELEASE.day) < AGED_MS) return page;
  const html = await page.text();
  return new Response(html.replace(AGED, ' id="aged"'), { headers: PAGE });
}

// In place of a page that is not on this phone, without a connection.
async function away(request) {
  const locales = await localesIn(CACHE);
  const asked = request.url.slice(SCOPE.length).split("/")[0];
  const locale = locales.includes(asked) ? asked : locales[0];
  const page = locale && (await caches.match(at(`${locale}/away/`), { cacheName: CACHE }));
  if (!page) return undefined;
  // It stands in at any depth.
  const html = (await page.text()).replaceAll(UP, `="${new URL(SCOPE).pathname}`);
  return new Response(html, { status: 503, headers: PAGE });
}

async function answer(request) {
  // A browser that has lost its storage, or refuses it, still has the network.
  const found = await kept(request).catch(() => undefined);
  if (found) return found;
  try {
    return await fetch(request);
  } catch (error) {
    const page = request.mode === "navigate" && (await away(request).catch(() => undefined));
    if (page) return page;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(follow()));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
self.addEventListener("message", (event) => {
  event.waitUntil(outcomeOf(event.data).then((outcome) => event.ports[0].postMessage(outcome)));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE)) event.respondWith(answer(request));
});
