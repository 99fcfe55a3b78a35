import { check } from "../check-options.ts";
import { versionDigits, type ScriptRecord } from "../records.ts";
import { scriptId } from "./arguments.ts";
import type { Desk } from "./desk.ts";

/** The script as it is edited. Rejects with `invalid_options` when `id` cannot be one. */
export async function readScript(desk: Desk, id: string): Promise<ScriptRecord | null> {
  const newest = await readNewest(desk, id);
  return newest && !newest.record.deleted ? newest.record : null;
}

/** Every script as it is edited, by id. */
export async function* allScripts({ records }: Desk): AsyncGenerator<ScriptRecord> {
  for await (const name of records.names(records.key("script", ""))) {
    const found = await records.read<ScriptRecord>(name);
    if (found && !found.record.deleted) yield found.record;
  }
}

/** The record of a script, also of a deleted one, and the text it was read from. */
export async function readNewest(
  { records }: Desk,
  id: string,
): Promise<{ record: ScriptRecord; text: string } | null> {
  check(scriptId, id, "id");
  return records.read<ScriptRecord>(records.key("script", id));
}

/** A version that another one has taken the place of. */
export async function readOlder(desk: Desk, id: string, version: number): Promise<ScriptRecord | null> {
  return (await desk.records.read<ScriptRecord>(olderKey(desk, id, version)))?.record ?? null;
}

export function olderKey({ records }: Desk, id: string, version: number): string {
  return records.key("sv", id, versionDigits(version));
}
