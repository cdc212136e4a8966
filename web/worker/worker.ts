import { answeredWith, outdated, PAGE, type Shell, storePrefix } from "../src/worker/shell.ts";

/*
 * Keeps the app's own files on the device, so that it opens without a network, and at once with a bad one.
 *
 * Why nothing of what the node says is kept here: the app keeps what it has read by itself, and says how
 * old it is.
 */
declare const self: ServiceWorkerGlobalScope;
declare const shell: Shell;

const scope = self.registration.scope;
const store = () => caches.open(storePrefix(scope) + shell.version);
const addressOf = (path: string): string => new URL(path, scope).href;

self.addEventListener("install", (event) => event.waitUntil(keep(shell.first)));

self.addEventListener("activate", (event) => event.waitUntil(begin()));

self.addEventListener("message", (event) => {
  const { data } = event;
  if (data === "use") event.waitUntil(self.skipWaiting());
  else if (data === "keep-all") event.waitUntil(keep(shell.rest));
  else if (Array.isArray(data))
    event.waitUntil(keep(shell.rest.filter((path) => data.includes(addressOf(path)))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length);
  const answer = answeredWith(path, request.mode === "navigate", shell);
  if (answer === "page") {
    event.respondWith(page(request));
    event.waitUntil(renewPage());
  } else if (answer === "file") event.respondWith(file(request, path));
});

/** Keeps files that are not kept yet; what is named by its content is taken from the version before. */
async function keep(paths: readonly string[]): Promise<void> {
  const kept = await store();
  for (const path of paths) {
    const address = addressOf(path);
    if ((await kept.match(address)) !== undefined) continue;
    const isForEver = path.startsWith("assets/");
    const known = isForEver ? await caches.match(address) : undefined;
    const response = known ?? (await fetch(address, isForEver ? {} : { cache: "no-cache" }));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await kept.put(address, response);
  }
}

async function begin(): Promise<void> {
  for (const name of outdated(await caches.keys(), scope, shell.version)) await caches.delete(name);
  await self.clients.claim();
}

async function page(request: Request): Promise<Response> {
  const kept = await (await store()).match(addressOf(PAGE));
  return kept ?? fetch(request);
}

/** Files of other versions are answered too: a page that was opened before may still need them. */
async function file(request: Request, path: string): Promise<Response> {
  const address = addressOf(path);
  const kept = (await (await store()).match(address)) ?? (await caches.match(address));
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok && shell.rest.includes(path))
    await (await store()).put(address, response.clone());
  return response;
}

/**
 * Asks whether the page is still the same, and keeps its newest headers: they say which machines it may ask.
 *
 * Why a changed page is not kept: it names files of another version, which comes as a whole.
 */
async function renewPage(): Promise<void> {
  try {
    const [kept, response] = [await store(), await fetch(addressOf(PAGE), { cache: "no-cache" })];
    const known = await kept.match(addressOf(PAGE));
    if (!response.ok || known === undefined) return;
    const isSame = (await response.clone().text()) === (await known.text());
    if (isSame) await kept.put(addressOf(PAGE), response);
    else await self.registration.update();
  } catch {
    // No network: what is kept is all there is.
  }
}
