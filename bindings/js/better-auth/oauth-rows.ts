import type { AuthContext } from "@better-auth/core";

import type { Row } from "./auth-call.ts";
import { map } from "./fields.ts";

/** The stored client; undefined for one that is not, as those found by their own document. */
export async function clientRow(clientId: string, { adapter }: AuthContext): Promise<Row | undefined> {
  return map(await adapter.findOne({ model: "oauthClient", where: [{ field: "clientId", value: clientId }] }));
}

/** A user's consent. */
export async function consentRow(id: string, { adapter }: AuthContext): Promise<Row | undefined> {
  return map(await adapter.findOne({ model: "oauthConsent", where: [{ field: "id", value: id }] }));
}
