import type { Limits } from "../generated/catalog.ts";
import type { Fetch } from "../options.ts";
import { withDeadline } from "./deadline.ts";
import { EffectError, type FetchEffect } from "./effect.ts";
import { checkFetchUrl, hostOf, type FetchPolicy } from "./fetch-policy.ts";
import { redirectedRequest, redirectTarget, type OutgoingRequest } from "./redirect.ts";
import { discardBody, readBody } from "./response-body.ts";

/** What performing a fetch needs from its execution. */
export interface FetchTools {
  readonly fetch: Fetch;
  readonly policy: FetchPolicy | undefined;
  readonly limits: Pick<Limits, "fetchMs" | "fetchBytes" | "fetchRedirects">;
  /** Puts the values of secrets bound to `host` in place of their placeholders. */
  readonly reveal: (host: string, texts: readonly string[]) => readonly string[] | Promise<readonly string[]>;
  /** Aborted when the execution ends. */
  readonly signal: AbortSignal;
}

/** The response as the core takes it. */
export interface FetchedResponse {
  readonly status: number;
  /** Lower-case name → value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const maxResponseHeaders = 128;
const maxResponseHeaderBytes = 32_768;

/** Set by the platform, or able to change where a request ends and the next one begins. */
const reservedHeader = /^(connection|content-length|host|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-.*)$/;
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const headerValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;
const refusedMethods: readonly string[] = ["CONNECT", "TRACE", "TRACK"];

/**
 * Performs a fetch effect under the policy: every hop is checked, one deadline covers them all, the body is cut at
 * the limit. Rejects with an EffectError, `fetch_denied` or `fetch_failed`.
 */
export async function performFetch(effect: FetchEffect, tools: FetchTools): Promise<FetchedResponse> {
  const request = firstRequest(effect, tools.policy);
  const { fetchMs } = tools.limits;
  const late = () =>
    new EffectError("fetch_failed", `${hostOf(request.url)} did not answer completely within ${fetchMs} ms`);
  return withDeadline(fetchMs, tools.signal, late, (signal) => exchange(request, tools, signal));
}

function firstRequest(effect: FetchEffect, policy: FetchPolicy | undefined): OutgoingRequest {
  const verdict = checkFetchUrl(effect.url, policy);
  if (!verdict.allowed) throw new EffectError("fetch_denied", `the URL was refused: ${verdict.reason}`);
  const method = effect.method.toUpperCase();
  if (refusedMethods.includes(method)) throw new EffectError("fetch_denied", `method ${method} is not allowed`);
  if (effect.body !== undefined && (method === "GET" || method === "HEAD")) {
    throw new EffectError("fetch_denied", `a ${method} request cannot have a body`);
  }
  const headers = new Map(Object.entries(effect.headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of headers.keys()) {
    if (!headerName.test(name) || reservedHeader.test(name)) {
      throw new EffectError("fetch_denied", `header ${JSON.stringify(name)} cannot be set`);
    }
  }
  return { url: verdict.url, method, headers, ...(effect.body !== undefined && { body: effect.body }) };
}

async function exchange(first: OutgoingRequest, tools: FetchTools, signal: AbortSignal): Promise<FetchedResponse> {
  let request = first;
  for (let hops = 0; ; hops++) {
    const response = await send(request, tools, signal);
    const location = redirectTarget(response);
    if (location === undefined) return readResponse(response, request, tools.limits.fetchBytes);
    discardBody(response);
    if (hops === tools.limits.fetchRedirects) {
      throw new EffectError("fetch_failed", `more than ${hops} redirects (limit fetchRedirects)`);
    }
    request = redirectedRequest(request, response.status, location, tools.policy);
  }
}

async function send(request: OutgoingRequest, tools: FetchTools, signal: AbortSignal): Promise<Response> {
  const { url, ...init } = await revealed(request, tools);
  // Taken off `tools`: platforms refuse to be called as a method of anything.
  const { fetch } = tools;
  const response = await reachable(request.url, () => fetch(url, { ...init, redirect: "manual", signal }));
  const fault = unusable(response);
  if (fault === undefined) return response;
  discardBody(response);
  throw fault;
}

/** The request with the secrets bound to its host in place: the last thing that happens before it is sent. */
async function revealed(request: OutgoingRequest, tools: FetchTools) {
  const names = [...request.headers.keys()];
  const texts = [request.url.href, request.body ?? "", ...request.headers.values()];
  const [href = "", body = "", ...values] = await tools.reveal(hostOf(request.url), texts);
  const headers = Object.fromEntries(names.map((name, index) => [name, sendable(name, values[index] ?? "")]));
  const url = href === request.url.href ? href : sameOriginHref(href, request.url, tools.policy);
  return { url, method: request.method, headers, ...(request.body !== undefined && { body }) };
}

function sendable(name: string, value: string): string {
  if (headerValue.test(value)) return value;
  throw new EffectError("fetch_denied", `header ${JSON.stringify(name)} has a value that HTTP cannot carry`);
}

/** A secret may complete a path or a query, but not decide where the request goes. */
function sameOriginHref(href: string, before: URL, policy: FetchPolicy | undefined): string {
  const verdict = checkFetchUrl(href, policy);
  if (verdict.allowed && verdict.url.origin === before.origin) return verdict.url.href;
  throw new EffectError("fetch_denied", "the URL was refused: a secret in it does not fit into a URL");
}

/** Platforms put URLs, and with them secrets, into their messages, so only an error's code is passed on. */
async function reachable(url: URL, request: () => Promise<Response>): Promise<Response> {
  try {
    return await request();
  } catch (error) {
    const code = platformCode(error);
    throw new EffectError("fetch_failed", `the request to ${hostOf(url)} failed${code && ` (${code})`}`, {
      cause: error,
    });
  }
}

function platformCode(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : "";
}

function unusable(response: Response): EffectError | undefined {
  if (response.type === "opaqueredirect") {
    return new EffectError("fetch_failed", "the service redirected, which browsers do not let anyone check");
  }
  if (response.redirected) {
    return new EffectError("fetch_denied", "the host's fetch followed a redirect that was not checked");
  }
  return response.status === 101 ? new EffectError("fetch_failed", "the service switched protocols") : undefined;
}

async function readResponse(response: Response, request: OutgoingRequest, maxBytes: number): Promise<FetchedResponse> {
  const headers = readHeaders(response);
  if (request.method === "HEAD") {
    discardBody(response);
    return { status: response.status, headers, body: "" };
  }
  const body = await readBody(response, maxBytes).catch((error: unknown) => {
    if (error instanceof EffectError) throw error;
    throw new EffectError("fetch_failed", `${hostOf(request.url)} broke off its answer`, { cause: error });
  });
  return { status: response.status, headers, body };
}

function readHeaders(response: Response): Record<string, string> {
  const headers = new Map<string, string>();
  let count = 0;
  let size = 0;
  for (const [name, value] of response.headers) {
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
    size += name.length + value.length;
    if (++count > maxResponseHeaders || size > maxResponseHeaderBytes) {
      discardBody(response);
      throw new EffectError("fetch_failed", "the response has too many or too large headers");
    }
  }
  return Object.fromEntries(headers);
}
