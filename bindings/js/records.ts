import { isJsonObject, parseJson } from "./json.ts";
import type { KeyValueStore, ListedKey, ListOptions } from "./stores/store.ts";

/** The namespace of deployments that give none. */
export const defaultNamespace = "sluice";

/** A script as it is edited. */
export interface ScriptRecord {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  /** Counts the saves, and deleting. */
  readonly version: number;
  /** When the id was first used, ms since the epoch. */
  readonly createdAt: number;
  /** ms since the epoch */
  readonly updatedAt: number;
  readonly updatedBy: string;
  readonly note?: string;
  /** It was deleted; the code is empty then. The record stays, so that its versions go on counting. */
  readonly deleted?: true;
}

/** A record that does not have the form it was written in. */
export class DamagedRecordError extends Error {
  constructor(key: string) {
    super(`The record ${key} is damaged.`);
    this.name = "DamagedRecordError";
  }
}

/**
 * The keys of a deployment in a store, and how values are written under them:
 *
 *   {namespace}:plan:{hash}                             a plan, never changed
 *   {namespace}:pointer:{trigger}                       Pointer
 *   {namespace}:pv:{trigger}:{version}                  VersionRecord, never changed but for its signature
 *   {namespace}:draft:{trigger}                         DraftRecord
 *   {namespace}:cases:{name}                            CasesRecord
 *   {namespace}:script:{id}                             ScriptRecord, the newest version
 *   {namespace}:sv:{id}:{version}                       ScriptRecord, an older version, never changed
 *   {namespace}:secret:{NAME}                           SecretEnvelope
 *   {namespace}:audit:{rev}:{id}                        AuditEntry
 *   {namespace}:rate:{window}:{end}:{key}               a count
 *   {namespace}:tr:{id}                                 Trace; beside it, as metadata, its IndexRow
 *   {namespace}:jn:{id}                                 the journal of that trace, sealed where there are keys
 *   {namespace}:ix:all:{rev}:{id}                       nothing; its IndexRow
 *   {namespace}:ix:g:{trigger}:{status}:{rev}:{id}      nothing; its IndexRow again
 *
 * `rev`: trace-position.ts, for audit entries with their time. Versions have ten digits. Stores with tables of their
 * own for traces (`KeyValueStore.traces`) have none of `tr` and `ix`.
 */
export class Records {
  readonly store: KeyValueStore;
  readonly namespace: string;

  constructor(store: KeyValueStore, namespace: string) {
    this.store = store;
    this.namespace = namespace;
  }

  key(...parts: readonly string[]): string {
    return [this.namespace, ...parts].join(":");
  }

  /** The record under `key` and the text it was read from; null if there is none. Its members are not checked. */
  async read<T>(key: string): Promise<{ record: T; text: string } | null> {
    const text = await this.store.get(key);
    return text === null ? null : { record: parseRecord(key, text) as T, text };
  }

  /**
   * Writes a record over the one that was read as `before` (null: over nothing). False: somebody else was faster. A
   * store without compare-and-set cannot tell.
   */
  async replace(key: string, before: string | null, record: object): Promise<boolean> {
    const text = JSON.stringify(record);
    if (this.store.capabilities.cas && this.store.cas) return this.store.cas(key, before, text);
    await this.store.put(key, text);
    return true;
  }

  /** Every name below `prefix`, in order, a page at a time. */
  async *names(prefix: string): AsyncGenerator<string> {
    for await (const { name } of this.listed(prefix)) yield name;
  }

  /** The same with what was put beside the values. */
  async *listed(prefix: string): AsyncGenerator<ListedKey> {
    let cursor: string | undefined;
    do {
      const options: ListOptions = cursor === undefined ? { prefix } : { prefix, cursor };
      const page = await this.store.list(options);
      yield* page.keys;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

/** A version as keys have it. */
export function versionDigits(version: number): string {
  return String(version).padStart(10, "0");
}

function parseRecord(key: string, text: string): { [key: string]: unknown } {
  const value = parseJson(text);
  if (!isJsonObject(value)) throw new DamagedRecordError(key);
  return value;
}
