import type { CreateLanguageServer } from "./create.ts";
import { serveWorker } from "./worker-door.ts";

/**
 * Serves whoever started this web worker. A server that cannot be loaded is an error of the worker, which its starter
 * hears of; that a promise of the module was broken would be told to nobody outside.
 */
export function serveWebWorker(create: CreateLanguageServer): void {
  const scope = globalThis as unknown as DedicatedWorker;
  const end = {
    postMessage: (message: string) => scope.postMessage(message),
    listen: (take: (message: unknown) => void) => scope.addEventListener("message", ({ data }) => take(data)),
  };
  serveWorker(end, create).catch((error: unknown) => scope.reportError(error));
}

interface DedicatedWorker {
  postMessage(message: string): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  reportError(error: unknown): void;
}
