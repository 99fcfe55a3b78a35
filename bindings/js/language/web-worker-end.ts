import type { WorkerEnd } from "./worker-door.ts";

/** The inner end of a web worker, from within. */
export function webWorkerEnd(): WorkerEnd {
  const scope = globalThis as unknown as DedicatedWorker;
  return {
    postMessage: (message) => scope.postMessage(message),
    listen: (take) => scope.addEventListener("message", ({ data }) => take(data)),
  };
}

interface DedicatedWorker {
  postMessage(message: string): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}
