import { EngineCrashError } from "sluice";

import { receivedError, type Asked, type Port, type Told } from "./rpc.ts";

/** A Worker as far as it is needed; tests have another one. */
export interface WorkerLike extends Port {
  addEventListener(type: "message" | "error" | "messageerror", listener: (event: MessageEvent) => void): void;
  terminate(): void;
}

export interface WorkerKeeperOptions {
  readonly start: () => WorkerLike;
  /** How long the Worker may be silent while something is asked of it. Default 15,000. */
  readonly silenceMs?: number;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const pingEveryMs = 2_000;

/**
 * Keeps a Worker running. It is started when something is first asked of it. One that crashes, or says nothing for too
 * long while something is asked, is ended: what was asked rejects with `engine_crash`, and the next call starts another.
 */
export class WorkerKeeper {
  readonly #options: WorkerKeeperOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<() => void>();
  #worker: WorkerLike | undefined;
  #lastId = 0;
  #heardAt = 0;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(options: WorkerKeeperOptions) {
    this.#options = options;
  }

  async call<T>(method: string, args: readonly unknown[], signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const id = ++this.#lastId;
    const worker = this.#started();
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const abort = (): void => worker.postMessage({ kind: "abort", id } satisfies Asked);
    signal?.addEventListener("abort", abort);
    worker.postMessage({ kind: "call", id, method, args } satisfies Asked);
    this.#startWatching();
    try {
      return (await answer) as T;
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) this.#stopWatching();
    }
  }

  /** Tells whenever a Worker was ended because it crashed or hung. */
  onCrash(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the Worker; the next call starts another. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const error = new EngineCrashError(new Error("The Worker was stopped."));
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#stopWatching();
  }

  #started(): WorkerLike {
    if (this.#worker) return this.#worker;
    const worker = this.#options.start();
    worker.addEventListener("message", ({ data }: MessageEvent<Told>) => this.#hear(data));
    worker.addEventListener("error", () => this.#crashed(worker));
    worker.addEventListener("messageerror", () => this.#crashed(worker));
    this.#worker = worker;
    return worker;
  }

  #hear(message: Told): void {
    this.#heardAt = Date.now();
    if (message.kind === "pong") return;
    const waiting = this.#waiting.get(message.id);
    if (message.kind === "value") waiting?.resolve(message.value);
    else waiting?.reject(receivedError(message.error));
  }

  #crashed(worker: WorkerLike): void {
    if (worker !== this.#worker) return;
    this.stop();
    for (const listener of this.#listeners) listener();
  }

  #startWatching(): void {
    if (this.#watch !== undefined) return;
    this.#heardAt = Date.now();
    this.#watch = setInterval(() => this.#look(), pingEveryMs);
  }

  #stopWatching(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  #look(): void {
    const { silenceMs = 15_000 } = this.#options;
    const worker = this.#worker;
    if (!worker) return;
    if (Date.now() - this.#heardAt > silenceMs) this.#crashed(worker);
    else worker.postMessage({ kind: "ping" } satisfies Asked);
  }
}
