import { depthHeader } from "./depth.ts";
import { EffectError, type FetchEffect } from "./effect.ts";
import { checkFetchUrl, type FetchPolicy } from "./fetch-policy.ts";

/** A request as it is about to be sent, with placeholders in place of secrets that are bound to hosts. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  /** Lower-case name → value. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body?: string;
}

/** Set by the platform, or able to change where a request ends and the next one begins. */
const reservedHeader =
  /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-.*)$/;
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const refusedMethods: readonly string[] = ["CONNECT", "TRACE", "TRACK"];

/** The request a script asks for. Throws an EffectError, `fetch_denied`, when it may not be sent. */
export function requestOf(effect: FetchEffect, policy: FetchPolicy | undefined): OutgoingRequest {
  const verdict = checkFetchUrl(effect.url, policy);
  if (!verdict.allowed) throw denied(`the URL was refused: ${verdict.reason}`);
  const method = effect.method.toUpperCase();
  if (refusedMethods.includes(method)) throw denied(`method ${method} is not allowed`);
  if (effect.body !== undefined && (method === "GET" || method === "HEAD")) {
    throw denied(`a ${method} request cannot have a body`);
  }
  const headers = new Map(Object.entries(effect.headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of headers.keys()) {
    if (!settable(name)) throw denied(`header ${JSON.stringify(name)} cannot be set`);
  }
  return { url: verdict.url, method, headers, ...(effect.body !== undefined && { body: effect.body }) };
}

function settable(name: string): boolean {
  return headerName.test(name) && !reservedHeader.test(name) && name !== depthHeader;
}

function denied(message: string): EffectError {
  return new EffectError("fetch_denied", message);
}
