import type { CreateLanguageServer } from "./create.ts";
import { MessagePump } from "./message-pump.ts";
import { nextTask } from "./pause.ts";

/** The inner end of a worker, as browsers and `node:worker_threads` have it. */
export interface WorkerEnd {
  postMessage(message: string): void;
  /** Calls `take` for each message. */
  listen(take: (message: unknown) => void): void;
}

/** Serves whoever started the worker. What is no text is no message. */
export async function serveWorker(end: WorkerEnd, create: CreateLanguageServer): Promise<void> {
  const pump = new MessagePump({ send: (message) => end.postMessage(message), pause: nextTask });
  end.listen((message) => {
    if (typeof message === "string") pump.push(message);
  });
  pump.serve(await create());
}
