import * as z from "zod/mini";

import { check } from "../check-options.ts";
import { SluiceError } from "../errors.ts";
import { randomHex } from "../random-hex.ts";
import { revOf } from "../trace-position.ts";
import type { AuditControl, AuditEntry, AuditQuery } from "./api-audit.ts";
import type { Page } from "./api-common.ts";
import { limitUpTo, text } from "./arguments.ts";
import { answered, type Desk } from "./desk.ts";

export const auditQuery = z.looseObject(
  { target: z.optional(text(128, 1)), cursor: z.optional(text(1_024, 1)), limit: z.optional(limitUpTo(200)) },
  "must be an object",
);

const defaultLimit = 50;
const maxPagesPerCall = 10;

export function auditControl(desk: Desk): AuditControl {
  return {
    list: (wanted = {}) => answered(() => listEntries(desk, wanted)),
  };
}

/** What a change says of itself. */
export type Change = Omit<AuditEntry, "id" | "at" | "actor" | "failed">;

/**
 * Makes a change that is in the audit log. The entry comes first: without one nothing is changed. When the change then
 * fails, the entry says so, as far as the store still can.
 */
export async function audited<T>(desk: Desk, change: Change, make: () => Promise<T>): Promise<T> {
  const { records, actor } = desk;
  const entry: AuditEntry = { id: nextId(), at: desk.now(), actor, ...change };
  const key = records.key("audit", revOf(entry.at), entry.id);
  const write = (text: object): Promise<void> => {
    return records.store.put(key, JSON.stringify(text), { metadata: { target: entry.target } });
  };
  await write(entry);
  try {
    return await make();
  } catch (error) {
    const failed = error instanceof SluiceError ? error.code : "store_unavailable";
    await write({ ...entry, failed }).catch(() => undefined);
    throw error;
  }
}

let entries = 0;

/** Entries of one millisecond are listed newest first, too, as far as they are of one process. */
function nextId(): string {
  const reversed = 0xffff - (entries++ % 0x1_0000);
  return reversed.toString(16).padStart(4, "0") + randomHex(6);
}

/** Looks through a bounded number of entries, whatever the query. */
async function listEntries({ records }: Desk, wanted: AuditQuery): Promise<Page<AuditEntry>> {
  check(auditQuery, wanted, "query");
  const { target, limit = defaultLimit } = wanted;
  const items: AuditEntry[] = [];
  let { cursor } = wanted;
  for (let pages = 0; pages < maxPagesPerCall && items.length < limit; pages++) {
    const page = await records.store.list({
      prefix: records.key("audit", ""),
      limit: limit - items.length,
      ...(cursor !== undefined && { cursor }),
    });
    const found = await Promise.all(page.keys.map(({ name }) => records.read<AuditEntry>(name)));
    const entries = found.flatMap((one) => (one ? [one.record] : []));
    items.push(...entries.filter((entry) => target === undefined || entry.target === target));
    cursor = page.cursor;
    if (cursor === undefined) return { items };
  }
  return { items, ...(cursor !== undefined && { cursor }) };
}
