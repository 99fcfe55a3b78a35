import { isLoopbackHost, isLoopbackIP } from "@better-auth/core/utils/host";

import { asRow, headersOf, type AuthCall } from "./auth-call.ts";
import { text } from "./fields.ts";
import { oauthError, type Refusal } from "./refusal.ts";

/**
 * Where a refused user is sent back to (RFC 6749, section 4.1.2.1; `iss` of RFC 9207). The script's code is in none of
 * the parameters: `code` is what a success has.
 */
export function refusalUrl(redirectUri: string, refusal: Refusal, state: string | undefined, issuer: string): string {
  const url = new URL(redirectUri);
  url.searchParams.set("error", oauthError(refusal));
  url.searchParams.set("error_description", refusal.message);
  if (state !== undefined) url.searchParams.set("state", state);
  url.searchParams.set("iss", issuer);
  return url.href;
}

/** The issuer that oauth-provider names in its own answers. */
export function issuerOf({ context }: AuthCall): string {
  const issuer = text(asRow(asRow(asRow(context.getPlugin("jwt")).options).jwt).issuer) ?? context.baseURL;
  if (!URL.canParse(issuer)) return issuer;
  const url = new URL(issuer);
  if (url.protocol !== "https:" && !isLoopbackHost(url.host)) url.protocol = "https:";
  url.search = "";
  url.hash = "";
  return url.href.replace(/\/$/, "");
}

/** Whether the caller is a script of a page, to which oauth-provider tells an address instead of redirecting. */
export function wantsJson(call: AuthCall): boolean {
  const headers = headersOf(call);
  return headers?.get("sec-fetch-mode") === "cors" || headers?.get("accept")?.includes("application/json") === true;
}

/** Whether a client has registered `uri`. Native apps listen on any port of the loopback address (RFC 8252, 7.3). */
export function isRegistered(uri: string, registered: readonly string[]): boolean {
  return URL.canParse(uri) && registered.some((each) => each === uri || sameButForPort(each, uri));
}

function sameButForPort(registered: string, uri: string): boolean {
  if (!URL.canParse(registered) || uri.includes("#")) return false;
  const [one, other] = [new URL(registered), new URL(uri)];
  if (other.protocol !== "http:" || !(isLoopbackIP(other.hostname) || other.hostname === "localhost")) return false;
  one.port = "";
  other.port = "";
  return one.href === other.href;
}
