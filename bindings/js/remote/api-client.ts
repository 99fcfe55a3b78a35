import { SluiceError } from "../errors.ts";
import { errors, type ErrorCode } from "../generated/catalog.ts";
import type { PipelineProblem } from "../plan.ts";
import { ServiceError } from "./service-error.ts";

/** Who asks, and by which token. */
export interface Credentials {
  readonly token: string;
  /** Whom the audit log shall name beside the token, as an e-mail address; ASCII, 1 to 128 characters. */
  readonly actor?: string;
}

export interface ApiClientOptions {
  /** Where the worker is, without a slash at its end; "": where this page is from. */
  readonly origin?: string;
  readonly credentials: () => Credentials | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Waits between two tries; default a timer. */
  readonly wait?: (ms: number) => Promise<void>;
  /** How long one answer may take. Default 20,000. */
  readonly timeoutMs?: number;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Sending {
  readonly query?: object;
  readonly body?: object;
  /** The version or revision that the change was made to; 0: there was none. */
  readonly seen?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A status beside those of success whose body is the answer all the same. */
  readonly also?: number;
}

/** A problem document. */
interface ProblemDocument {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly field?: string;
  readonly problems?: readonly PipelineProblem[];
  readonly requestId?: string;
}

const maxTries = 3;
const firstWaitMs = 300;
/** Longer than this nobody waits for a list: they are told instead. */
const maxWaitMs = 5_000;

/**
 * Requests to the API under /v1. Reads are tried three times where nobody answers, or answers that they can't now;
 * changes once, because nobody knows what became of the first try. Refusals reject with a SluiceError where the catalog
 * has the code, else with a ServiceError.
 */
export class ApiClient {
  readonly #options: ApiClientOptions;

  constructor(options: ApiClientOptions) {
    this.#options = options;
  }

  /** A client that names somebody else as the one who makes the changes. */
  as(actor: string): ApiClient {
    const { credentials } = this.#options;
    const named = (): Credentials | undefined => {
      const held = credentials();
      return held && { ...held, actor };
    };
    return new ApiClient({ ...this.#options, credentials: named });
  }

  /** What is read. */
  async get<T>(path: string, sending: Omit<Sending, "body" | "seen"> = {}): Promise<T> {
    const { wait = pause } = this.#options;
    for (let tries = 1; ; tries++) {
      try {
        return (await this.#ask("GET", path, sending)) as T;
      } catch (error) {
        const ms = tries < maxTries && !sending.signal?.aborted ? waitAfter(error, tries) : undefined;
        if (ms === undefined) throw error;
        await wait(ms);
      }
    }
  }

  /** The same; null where there is nothing of that name. */
  async find<T>(path: string, sending: Sending = {}): Promise<T | null> {
    return orNull(this.get<T>(path, sending));
  }

  /** Changes something, once. */
  async send<T>(method: "POST" | "PUT", path: string, sending: Sending): Promise<T> {
    return (await this.#ask(method, path, sending)) as T;
  }

  /** Takes something away; false where there was nothing. */
  async remove(path: string, sending: Sending): Promise<boolean> {
    return (await orNull(this.#ask("DELETE", path, sending).then(() => true))) ?? false;
  }

  /** Where the worker is; "" in a page is where the page is from. */
  get #origin(): string {
    return this.#options.origin ?? globalThis.location?.origin ?? "";
  }

  async #ask(method: string, path: string, sending: Sending): Promise<unknown> {
    const response = await this.#answer(this.#request(method, path, sending), sending.signal);
    if (!response.ok && response.status !== sending.also) throw await refusalOf(response);
    return response.status === 204 ? undefined : bodyOf(response);
  }

  #request(method: string, path: string, { query = {}, body, seen, signal }: Sending): Request {
    const { credentials, timeoutMs = 20_000 } = this.#options;
    const held = credentials();
    const signals = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
    return new Request(`${this.#origin}/v1/${path}${searchOf(query as Query)}`, {
      method,
      headers: {
        Accept: "application/json",
        ...(held && { Authorization: `Bearer ${held.token}` }),
        ...(held?.actor !== undefined && { "Sluice-Actor": held.actor }),
        ...(body && { "Content-Type": "application/json" }),
        ...matching(seen),
      },
      ...(body && { body: JSON.stringify(body) }),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.any(signals),
    });
  }

  async #answer(request: Request, signal: AbortSignal | undefined): Promise<Response> {
    const { fetch = (asked) => globalThis.fetch(asked) } = this.#options;
    try {
      return await fetch(request);
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      const late = cause instanceof DOMException && cause.name === "TimeoutError";
      const message = `The worker at ${this.#origin} did not answer${late ? " in time" : ""}.`;
      throw new ServiceError("unreachable", message, { cause });
    }
  }
}

/** Path segments, escaped. */
export function pathOf(...segments: readonly (string | number)[]): string {
  return segments.map((segment) => encodeURIComponent(segment)).join("/");
}

function searchOf(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `?${search.toString()}` : "";
}

function matching(seen: number | undefined): Record<string, string> {
  if (seen === undefined) return {};
  return seen === 0 ? { "If-None-Match": "*" } : { "If-Match": `"${seen}"` };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new ServiceError("unreachable", "The worker's answer broke off.", { cause });
  }
}

/** What a refusal says; of what is not this API's, as of a proxy in between, only the status is known. */
async function refusalOf(response: Response): Promise<SluiceError | ServiceError> {
  const problem = await problemOf(response);
  const retryAfterMs = Number(response.headers.get("Retry-After") ?? Number.NaN) * 1_000;
  const retry = Number.isFinite(retryAfterMs) ? { retryAfterMs } : {};
  if (!problem) {
    const code = response.status >= 502 ? "unreachable" : "internal_error";
    return new ServiceError(code, `The answer was ${response.status}, and not from a worker of Sluice.`, retry);
  }
  const { code, title, detail = title, field, problems, requestId } = problem;
  const named = field === undefined ? {} : { field };
  if (isErrorCode(code)) return new SluiceError(code, detail, { ...named, ...(problems && { problems }) });
  return new ServiceError(code, detail, { ...named, ...retry, ...(requestId !== undefined && { requestId }) });
}

async function problemOf(response: Response): Promise<ProblemDocument | undefined> {
  if (!response.headers.get("Content-Type")?.startsWith("application/problem+json")) return undefined;
  return response.json().catch(() => undefined) as Promise<ProblemDocument | undefined>;
}

function isErrorCode(code: string): code is ErrorCode {
  return errors.some((error) => error.code === code);
}

const passing: ReadonlySet<string> = new Set(["unreachable", "store_unavailable", "engine_busy", "queue_timeout"]);

/** How long to wait before the next try; undefined: another try is of no use. */
function waitAfter(error: unknown, tries: number): number | undefined {
  const code = error instanceof ServiceError || error instanceof SluiceError ? error.code : "";
  const asked = error instanceof ServiceError ? error.retryAfterMs : undefined;
  if (code === "too_many_requests") return asked !== undefined && asked <= maxWaitMs ? asked : undefined;
  return passing.has(code) ? firstWaitMs * 2 ** (tries - 1) : undefined;
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof SluiceError && error.code === "not_found") return null;
    throw error;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
