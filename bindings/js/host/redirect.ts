import { EffectError } from "./effect.ts";
import { checkFetchUrl, rewrittenCharacter, type FetchPolicy } from "./fetch-policy.ts";
import type { OutgoingRequest } from "./request.ts";
import { headersWithoutSecrets, type Reveal } from "./reveal.ts";

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
 * target. Methods change as the Fetch standard says; when the origin changes, headers that look like credentials or
 * hold a secret stay behind for good.
 */
export async function redirectedRequest(
  request: OutgoingRequest,
  status: number,
  location: string,
  { policy, reveal }: { readonly policy: FetchPolicy | undefined; readonly reveal: Reveal },
): Promise<OutgoingRequest> {
  const url = resolveTarget(request.url, location, policy);
  const becomesGet = turnsIntoGet(status, request.method);
  const newOrigin = url.origin !== request.url.origin;
  const headers = new Map(
    [...request.headers].filter(
      ([name]) => !(newOrigin && credentialName.test(name)) && !(becomesGet && name.startsWith("content-")),
    ),
  );
  const keepsBody = request.body !== undefined && !becomesGet;
  return {
    url,
    method: becomesGet ? "GET" : request.method,
    headers: newOrigin ? await headersWithoutSecrets(url, headers, reveal) : headers,
    ...(keepsBody && { body: request.body }),
  };
}

function resolveTarget(base: URL, location: string, policy: FetchPolicy | undefined): URL {
  const verdict = checkFetchUrl(absolute(base, location), policy);
  if (!verdict.allowed) throw new EffectError("fetch_denied", `the redirect was refused: ${verdict.reason}`);
  return verdict.url;
}

/** `location` with what it leaves out taken from `base`, but otherwise as written, so that its spelling is checked. */
function absolute(base: URL, location: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location) || rewrittenCharacter.test(location)) return location;
  if (location.startsWith("//")) return `${base.protocol}${location}`;
  return new URL(location, base).href;
}

function turnsIntoGet(status: number, method: string): boolean {
  if (status === 303) return method !== "GET" && method !== "HEAD";
  return (status === 301 || status === 302) && method === "POST";
}
