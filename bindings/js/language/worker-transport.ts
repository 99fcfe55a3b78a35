/** What `@codemirror/lsp-client` and other clients call a transport: one JSON message in each string. */
export interface Transport {
  send(message: string): void;
  subscribe(handler: (message: string) => void): void;
  unsubscribe(handler: (message: string) => void): void;
}

interface PostingWorker {
  postMessage(message: string): void;
}

/** A worker as browsers, Deno and Bun have it. */
export interface WebWorker extends PostingWorker {
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

/** One of `node:worker_threads`. */
export interface NodeWorker extends PostingWorker {
  on(event: "message", listener: (message: unknown) => void): unknown;
}

/** The way to the language server of a worker that runs `sluice/language/worker`. */
export function workerTransport(worker: WebWorker | NodeWorker): Transport {
  const handlers = new Set<(message: string) => void>();
  const take = (message: unknown): void => {
    if (typeof message === "string") for (const handler of [...handlers]) handler(message);
  };
  if ("addEventListener" in worker) worker.addEventListener("message", ({ data }) => take(data));
  else worker.on("message", take);
  return {
    send: (message) => worker.postMessage(message),
    subscribe: (handler) => void handlers.add(handler),
    unsubscribe: (handler) => void handlers.delete(handler),
  };
}
