import type { AuthContext } from "@better-auth/core";

import type { Row } from "./auth-call.ts";
import { map } from "./fields.ts";

/** The stored key. */
export async function keyById(id: string, { adapter, secondaryStorage }: AuthContext): Promise<Row | undefined> {
  const row = await adapter.findOne({ model: "apikey", where: [{ field: "id", value: id }] });
  // Where the plugin keeps keys when its storage is "secondary-storage".
  return map(row) ?? map(await secondaryStorage?.get(`api-key:by-id:${id}`));
}

/** How many keys a user has, or an organization. */
export async function keyCountOf(owner: string, { adapter }: AuthContext): Promise<number> {
  return adapter.count({ model: "apikey", where: [{ field: "referenceId", value: owner }] });
}
