// Keeps the app's own files, so that the playground opens without a network. It never looks at what the API answers.

/** What a service worker has, as far as it is used here: the types of the whole would change those of the page. */
interface Scope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Asked) => void): void;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const scope = globalThis as unknown as Scope;

/** What web-ui/offline-plugin.ts puts in place of the text: the addresses of the app's files, and their version. */
interface Shell {
  readonly version: string;
  readonly files: readonly string[];
}

const { version, files } = JSON.parse("%SHELL%") as Shell;
const prefix = "sluice-shell-";
const cacheName = `${prefix}${version}`;
const page = "/index.html";
const kept: ReadonlySet<string> = new Set(files);

scope.addEventListener("install", (event) => event.waitUntil(keepFiles()));
scope.addEventListener("activate", (event) => event.waitUntil(takeOver()));
scope.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((file) => new Request(file, { cache: "reload" })));
}

/** Files of other versions go, and pages that were opened without this worker get it. */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(others.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/** Undefined: none of this worker's business. */
function answerTo(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== scope.location.origin || /^\/(v1|api)(\/|$)/.test(pathname))
    return undefined;
  if (request.mode === "navigate") return newestOr(request, page);
  // Names of assets have a hash of what is in them.
  if (pathname.startsWith("/assets/")) return keptOr(request);
  return kept.has(pathname) ? newestOr(request, pathname) : undefined;
}

/** What the server has now or, where it can't be reached, what is kept. */
async function newestOr(request: Request, file: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await caches.match(file, { cacheName });
    if (found) return found;
    throw error;
  }
}

async function keptOr(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}
