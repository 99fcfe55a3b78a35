import { EffectError } from "./effect.ts";
import { checkFetchUrl, type FetchPolicy } from "./fetch-policy.ts";

/** A request as it is about to be sent, with placeholders in place of secrets that are bound to hosts. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  /** Lower-case name → value. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body?: string;
}

const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308];

/** Headers that carry credentials by their name. What else may be one is better lost than leaked. */
const credentialName = /auth|cookie|credential|key|passw|secret|session|signature|token/;

/** The `location` of a response that redirects, else undefined: a redirect without one is an answer like any other. */
export function redirectTarget(response: Response): string | undefined {
  if (!redirectStatuses.includes(response.status)) return undefined;
  return response.headers.get("location") ?? undefined;
}

/**
 * The request that a redirect of `status` to `location` asks for. Throws an EffectError when the policy refuses the
 * target. Methods change as the Fetch standard says; credentials stay behind when the origin changes.
 */
export function redirectedRequest(
  request: OutgoingRequest,
  status: number,
  location: string,
  policy: FetchPolicy | undefined,
): OutgoingRequest {
  const url = resolveTarget(request.url, location, policy);
  const becomesGet = turnsIntoGet(status, request.method);
  const newOrigin = url.origin !== request.url.origin;
  const headers = new Map(
    [...request.headers].filter(
      ([name]) => !(newOrigin && credentialName.test(name)) && !(becomesGet && name.startsWith("content-")),
    ),
  );
  const keepsBody = request.body !== undefined && !becomesGet;
  return { url, method: becomesGet ? "GET" : request.method, headers, ...(keepsBody && { body: request.body }) };
}

function resolveTarget(base: URL, location: string, policy: FetchPolicy | undefined): URL {
  const verdict = checkFetchUrl(absolute(base, location), policy);
  if (!verdict.allowed) throw new EffectError("fetch_denied", `the redirect was refused: ${verdict.reason}`);
  return verdict.url;
}

/** `location` with what it leaves out taken from `base`, but otherwise as written, so that its spelling is checked. */
function absolute(base: URL, location: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return location;
  if (/[\u0000-\u0020\u007f\\]/.test(location)) return location;
  return new URL(location, base).href;
}

function turnsIntoGet(status: number, method: string): boolean {
  if (status === 303) return method !== "GET" && method !== "HEAD";
  return (status === 301 || status === 302) && method === "POST";
}
