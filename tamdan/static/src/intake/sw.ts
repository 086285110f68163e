// The service worker of the page that works without a network: its own files from the device, everything else untouched.
const SHELL = "shell";
const SOUNDS = "sounds";
/** Recordings that are kept, the last ones heard: a form in two languages has fewer. */
const MOST = 60;
const PATIENCE = 4_000;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  addEventListener(type: "install" | "activate", hear: (event: Extendable) => void): void;
  addEventListener(type: "message", hear: (event: MessageEvent<string[]> & Extendable) => void): void;
  addEventListener(type: "fetch", hear: (event: Asked) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
const scope = self as unknown as Scope;

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));

// The page says what it consists of; what it no longer consists of goes.
scope.addEventListener("message", (event) => event.waitUntil(keep(event.data).then(
  () => event.ports[0]?.postMessage(true), () => event.ports[0]?.postMessage(false),
)));

async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(SHELL);
  await cache.addAll(paths.map((path) => new Request(path, { cache: "no-cache", credentials: "omit" })));
  const old = (await cache.keys()).filter(({ url }) => !paths.includes(new URL(url).pathname));
  await Promise.all(old.map((request) => cache.delete(request)));
}

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) {
    return;
  }
  if (pathname.startsWith("/static/")) {
    event.respondWith(kept(request).then((found) => found ?? fetch(request)));
  } else if (/^\/(en|km)\/complain\/$|^\/(anchor\.js|keyring|keyring\.json)$/.test(pathname)) {
    event.respondWith(newest(request));
  } else if (pathname.startsWith("/complain/sounds/")) {
    event.respondWith(heard(request));
  }
});

/** A recorded prompt: from the device when it was played before, otherwise fetched whole and kept. Players ask for parts. */
async function heard(request: Request): Promise<Response> {
  const cache = await caches.open(SOUNDS);
  let whole = await cache.match(request.url);
  if (!whole) {
    const answer = await fetch(request.url);
    if (answer.status !== 200) {
      return answer;
    }
    await cache.put(request.url, answer.clone());
    const [oldest, ...rest] = await cache.keys();
    if (oldest && rest.length >= MOST) {
      await cache.delete(oldest);
    }
    whole = answer;
  }
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "") ?? [];
  if (first === undefined) {
    return whole;
  }
  const bytes = await whole.blob();
  const end = last ? Math.min(Number(last), bytes.size - 1) : bytes.size - 1;
  return new Response(bytes.slice(Number(first), end + 1), {
    status: 206,
    headers: {
      "Content-Type": bytes.type, "Content-Length": String(end + 1 - Number(first)),
      "Content-Range": `bytes ${first}-${end}/${bytes.size}`,
    },
  });
}

const kept = async (request: Request): Promise<Response | undefined> =>
  (await caches.open(SHELL)).match(request, { ignoreSearch: true, ignoreVary: true });

/** From the server, where it answers soon; otherwise what is kept. */
async function newest(request: Request): Promise<Response> {
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  const answer = fetch(request).then((found) => (found.status < 500 ? found : undefined), () => undefined);
  return await Promise.race([answer, patience]) ?? await kept(request) ?? await answer ?? Response.error();
}
