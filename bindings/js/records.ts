import { isJsonObject, parseJson } from "./json.ts";
import type { KeyValueStore, ListOptions } from "./stores/store.ts";
import type { Trace } from "./trace.ts";

/** The namespace of deployments that give none. */
export const defaultNamespace = "sluice";

/** A script as it is edited. */
export interface ScriptRecord {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  /** Counts the saves. */
  readonly version: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
  readonly note?: string;
}

/** What a list of traces shows of one. */
export interface TraceRow {
  readonly id: string;
  readonly trigger: string;
  readonly status: Trace["status"];
  readonly startedAt: number;
  readonly durationMs: number;
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
 *   {namespace}:script:{id}                             ScriptRecord
 *   {namespace}:secret:{NAME}                           SecretEnvelope
 *   {namespace}:rate:{window}:{end}:{key}               a count
 *   {namespace}:tr:{id}                                 Trace
 *   {namespace}:jn:{id}                                 the journal of that trace, sealed where there are keys
 *   {namespace}:ix:all:{rev}:{id}                       its TraceRow
 *   {namespace}:ix:g:{trigger}:{status}:{rev}:{id}      its TraceRow again
 *
 * `rev` = 9999999999999 - startedAt in 13 digits, so that the newest trace comes first.
 */
export class Records {
  readonly store: KeyValueStore;
  readonly #namespace: string;

  constructor(store: KeyValueStore, namespace: string) {
    this.store = store;
    this.#namespace = namespace;
  }

  key(...parts: readonly string[]): string {
    return [this.#namespace, ...parts].join(":");
  }

  /** The record under `key` and the text it was read from; null if there is none. Its members are not checked. */
  async read<T>(key: string, maxAgeMs?: number): Promise<{ record: T; text: string } | null> {
    const text = await this.store.get(key, maxAgeMs === undefined ? {} : { maxAgeMs });
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
    let cursor: string | undefined;
    do {
      const options: ListOptions = cursor === undefined ? { prefix } : { prefix, cursor };
      const page = await this.store.list(options);
      for (const { name } of page.keys) yield name;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

function parseRecord(key: string, text: string): { [key: string]: unknown } {
  const value = parseJson(text);
  if (!isJsonObject(value)) throw new DamagedRecordError(key);
  return value;
}
