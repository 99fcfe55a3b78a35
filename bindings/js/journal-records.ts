import type { EngineInstance } from "./engine-instance.ts";
import { readJournal, type Journal } from "./journal.ts";
import { isJsonObject, type JsonObject } from "./json.ts";
import { DamagedRecordError, type Records } from "./records.ts";
import { traceRetentionMs } from "./stores/trace-store.ts";

/** A journal in a store: sealed, or in clear where there are no keys and nobody else can write. */
type JournalRecord = { readonly sealed: JsonObject } | { readonly plain: Journal };

/** Writes the journal of a trace, which it does not outlive. With `core` it is sealed. Rejects as store and core do. */
export async function saveJournal(
  records: Records,
  journal: Journal,
  core: (() => Promise<Pick<EngineInstance, "sealJournal">>) | undefined,
): Promise<void> {
  const { traceId } = journal;
  const record: JournalRecord = core ? { sealed: (await core()).sealJournal(journal) } : { plain: journal };
  await records.store.put(records.key("jn", traceId), JSON.stringify(record), { ttlMs: traceRetentionMs });
}

/**
 * The journal of a trace; null if there is none. Rejects with `store_unavailable` when it does not open, with
 * DamagedRecordError or `not_replayable` when it is none, and as the store does. One that is not sealed is believed
 * only where nobody else can write.
 */
export async function readSavedJournal(
  records: Records,
  traceId: string,
  core: () => Promise<Pick<EngineInstance, "openJournal">>,
): Promise<Journal | null> {
  const key = records.key("jn", traceId);
  const found = await records.read<{ readonly [member: string]: unknown }>(key);
  if (!found) return null;
  const { sealed, plain } = found.record;
  if (isJsonObject(sealed)) return readJournal((await core()).openJournal(traceId, sealed as JsonObject));
  if (plain === undefined || !records.store.capabilities.trusted) throw new DamagedRecordError(key);
  return readJournal(plain);
}
