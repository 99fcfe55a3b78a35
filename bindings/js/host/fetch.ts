import type { Limits } from "../generated/catalog.ts";
import type { Fetch } from "../options.ts";
import { withDeadline } from "./deadline.ts";
import { depthHeaders } from "./depth.ts";
import { EffectError, type FetchEffect } from "./effect.ts";
import type { Ending } from "./ending.ts";
import { hostOf, type FetchPolicy } from "./fetch-policy.ts";
import { redirectedRequest, redirectTarget } from "./redirect.ts";
import { requestOf, type OutgoingRequest } from "./request.ts";
import { discardBody, readBody } from "./response-body.ts";
import { revealRequest, type Reveal } from "./reveal.ts";

/** What performing a fetch needs from its execution. */
export interface FetchTools {
  readonly fetch: Fetch;
  readonly policy: FetchPolicy | undefined;
  readonly limits: Pick<Limits, "fetchMs" | "fetchBytes" | "fetchRedirects">;
  /** How many triggers led to the execution, by way of own origins. */
  readonly depth: number;
  readonly reveal: Reveal;
  /** That of the execution. */
  readonly ending: Ending;
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

/**
 * Performs a fetch effect under the policy: every hop is checked, one deadline covers them all, the body is cut at
 * the limit. Rejects with an EffectError: `fetch_denied`, `fetch_failed` or `secret_bound`.
 */
export async function performFetch(effect: FetchEffect, tools: FetchTools): Promise<FetchedResponse> {
  const request = requestOf(effect, tools.policy);
  const { fetchMs } = tools.limits;
  const late = () =>
    new EffectError("fetch_failed", `${hostOf(request.url)} did not answer completely within ${fetchMs} ms`);
  return withDeadline(fetchMs, tools.ending, late, (signal) => exchange(request, tools, signal));
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
    request = await redirectedRequest(request, response.status, location, tools);
  }
}

async function send(request: OutgoingRequest, tools: FetchTools, signal: AbortSignal): Promise<Response> {
  const { url, method } = request;
  const { href, headers, body } = await revealRequest(request, tools.policy, tools.reveal);
  const init = {
    method,
    headers: { ...headers, ...depthHeaders(url, tools.depth, tools.policy) },
    ...(body !== undefined && { body }),
  };
  // Taken off `tools`: platforms refuse to be called as a method of anything.
  const { fetch } = tools;
  const response = await reachable(url, () => fetch(href, { ...init, redirect: "manual", signal }));
  const fault = unusable(response);
  if (fault === undefined) return response;
  discardBody(response);
  throw fault;
}

/** Platforms put URLs, and with them secrets, into their messages, so only an error's code is passed on. */
async function reachable(url: URL, request: () => Promise<Response>): Promise<Response> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof EffectError) throw error;
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
