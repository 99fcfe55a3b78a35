import { defaultNow, type HostScript, type JsonObject, type Reply } from "./case.ts";

/** Waits for something that happens at a virtual time: an answer to a request, or a timer. */
interface Waiting {
  readonly dueAt: number;
  readonly order: number;
  readonly isTimer: boolean;
  happen(): void;
}

const realSetTimeout = globalThis.setTimeout;
const realClearTimeout = globalThis.clearTimeout;

/**
 * A scripted host with a clock of its own: what a case's `host` member says, for engine.execute.
 *
 * Nothing sleeps. Requests and timers queue; whenever the event loop has come to rest while a request is unanswered,
 * the clock moves to the earliest due time and exactly that one thing happens: answers in order of due time, ties in
 * the order of the requests, an answer before a timer. tests/support/virtual_host.cpp has the same order natively.
 */
export class VirtualHost {
  /** Every request seen, in order. */
  readonly requests: JsonObject[] = [];
  /** Requests that were open at the same time, at most. */
  mostOpen = 0;
  /** What the case forgot, such as an answer for a URL. Anything here fails the case. */
  readonly faults: string[] = [];

  readonly #script: HostScript;
  #now: number;
  #order = 0;
  #watching = false;
  readonly #waiting = new Map<number, Waiting>();

  constructor(script: HostScript) {
    this.#script = script;
    this.#now = script.now ?? defaultNow;
  }

  readonly now = (): number => this.#now;

  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const request = seenRequest(input, init);
    this.requests.push(request);
    const reply = this.#replyTo(String(request.url));
    if (!reply) {
      this.faults.push(`the case has no answer for ${String(request.url)}`);
      throw new TypeError("no answer in the case");
    }
    await this.#answerOrAbort(reply, init.signal ?? undefined);
    if (typeof reply.fails === "object") throw new TypeError(reply.fails.rejects);
    return response(reply);
  };

  /** Takes over setTimeout and clearTimeout until the returned function is called. */
  takeOverTimers(): () => void {
    const start = (run: () => void, ms = 0): number => this.#wait(this.#now + ms, true, run);
    const stop = (id: unknown): void => void this.#waiting.delete(id as number);
    Object.assign(globalThis, { setTimeout: start, clearTimeout: stop });
    return () => void Object.assign(globalThis, { setTimeout: realSetTimeout, clearTimeout: realClearTimeout });
  }

  #replyTo(url: string): Reply | undefined {
    return this.#script.fetch?.find((reply) => reply.url === url || (reply.match && url.includes(reply.match)));
  }

  #answerOrAbort(reply: Reply, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const dueAt = reply.fails === "hangs" ? Infinity : this.#now + (reply.delayMs ?? 0);
      const id = this.#wait(dueAt, false, resolve);
      this.mostOpen = Math.max(this.mostOpen, this.#open().length);
      signal?.addEventListener("abort", () => {
        this.#waiting.delete(id);
        reject(signal.reason as Error);
      });
    });
  }

  #wait(dueAt: number, isTimer: boolean, happen: () => void): number {
    const order = ++this.#order;
    this.#waiting.set(order, { dueAt, order, isTimer, happen });
    this.#watch();
    return order;
  }

  #open(): Waiting[] {
    return [...this.#waiting.values()].filter((waiting) => !waiting.isTimer);
  }

  /** Two turns of the event loop without a new request: everybody who could go on without an answer has done so. */
  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    const seen = this.#order;
    realSetTimeout(() =>
      realSetTimeout(() => {
        this.#watching = false;
        if (seen === this.#order) this.#next();
        if (this.#open().length > 0) this.#watch();
      }, 0), 0);
  }

  #next(): void {
    if (this.#open().length === 0) return;
    const [first] = [...this.#waiting.values()].sort(
      (a, b) => a.dueAt - b.dueAt || Number(a.isTimer) - Number(b.isTimer) || a.order - b.order,
    );
    if (!first || first.dueAt === Infinity) {
      this.faults.push("a request hangs and no timer is set that would end it");
      this.#waiting.clear();
      return;
    }
    this.#now = Math.max(this.#now, first.dueAt);
    this.#waiting.delete(first.order);
    first.happen();
  }
}

function seenRequest(input: RequestInfo | URL, init: RequestInit): JsonObject {
  const url = input instanceof Request ? input.url : String(input);
  const headers = Object.fromEntries(new Headers(init.headers).entries());
  const body = typeof init.body === "string" ? init.body : undefined;
  return { url, method: init.method ?? "GET", headers, ...(body === undefined ? {} : { body }) };
}

/** The body is a stream of ours: the platform adds no content type, and reading it takes no turn of the event loop. */
function response(reply: Reply): Response {
  const text = reply.json === undefined ? (reply.body ?? "") : JSON.stringify(reply.json);
  const headers = new Headers(reply.headers);
  if (reply.json !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
  const status = reply.status ?? 200;
  const bodiless = status === 204 || status === 304;
  return new Response(bodiless ? null : body, { status, headers });
}
