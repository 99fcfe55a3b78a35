import type { AuthContext } from "@better-auth/core";

import { asRow, type Row } from "./auth-call.ts";
import { texts } from "./fields.ts";

/** The scopes of a client that names none. */
export function supportedScopes(auth: AuthContext): string[] {
  return texts(optionsOf(auth).scopes) ?? [];
}

/**
 * The scopes of a client that registers itself. Whichever it asks for, oauth-provider stores all that such clients may
 * have, and lets it ask users for any of them.
 */
export function selfServiceScopes(auth: AuthContext): string[] {
  const { clientRegistrationDefaultScopes: own, clientRegistrationAllowedScopes: allowed } = optionsOf(auth);
  return [...new Set([...(texts(own) ?? supportedScopes(auth)), ...(texts(allowed) ?? [])])];
}

function optionsOf(auth: AuthContext): Row {
  return asRow(asRow(auth.getPlugin("oauth-provider")).options);
}
