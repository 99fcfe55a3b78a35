import { EffectError } from "./effect.ts";
import { hostOf, type FetchPolicy } from "./fetch-policy.ts";

/** The header that says how many triggers led to a request. Scripts cannot set it. */
export const depthHeader = "sluice-depth";

/** How many triggers may lead to one another by way of the deployment's own origins. */
export const maxDepth = 3;

/**
 * The depth that an incoming request carries in `depthHeader`, for the `depth` of `run`: 0 without the header. What is
 * no depth counts as the deepest, so that a damaged header does not begin to count anew.
 */
export function depthOf(header: string | null | undefined): number {
  if (header === null || header === undefined) return 0;
  return /^\d$/.test(header) ? Math.min(Number(header), maxDepth) : maxDepth;
}

/**
 * The headers by which an own origin learns how deep it is called from a run at `depth`; none for other origins.
 * Throws an EffectError, `fetch_denied`, at the deepest.
 */
export function depthHeaders(url: URL, depth: number, policy: FetchPolicy | undefined): Record<string, string> {
  if (!policy?.ownOrigins?.includes(originOf(url))) return {};
  if (depth < maxDepth) return { [depthHeader]: String(depth + 1) };
  throw new EffectError("fetch_denied", `the deployment called itself ${maxDepth} triggers deep already`);
}

/** Whether `text` is an origin in the form `ownOrigins` has. */
export function isOwnOrigin(text: string): boolean {
  return URL.canParse(text) && text.startsWith("https://") && originOf(new URL(text)) === text;
}

function originOf(url: URL): string {
  return `https://${hostOf(url)}${url.port && `:${url.port}`}`;
}
