import { reservedKeys } from "../generated/tables.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Row } from "./auth-call.ts";

/**
 * Claims that only the issuer of a token may set: what RFC 7519, OpenID Connect Core, RFC 9068, RFC 7800 and RFC 8693
 * define about who is who, for whom and for how long.
 */
const reserved: ReadonlySet<string> = new Set(reservedKeys.token_build);

/** What says who the user is, in a user's row and in OpenID Connect. Scripts may add it, but not change it. */
const identity: ReadonlySet<string> = new Set(["id", "email", "emailVerified", "email_verified"]);

/** The claims that scripts add to those a token has `already`. */
export function addedClaims(data: JsonObject, already: Row): JsonObject {
  const added = Object.entries(data).filter(
    ([name]) => !reserved.has(name) && !(identity.has(name) && Object.hasOwn(already, name)),
  );
  // Not by assignment: a claim named __proto__ is a claim.
  return Object.fromEntries<JsonValue>(added);
}

/** `claims` for a context: without the session's token, which an application may have put among them. */
export function shownClaims(claims: Row, token?: string): Row {
  if (token === undefined) return claims;
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== token));
}
