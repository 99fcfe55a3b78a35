import type { JsonValue } from "../json.ts";
import type { TraceStore } from "./trace-store.ts";

/** What a store can do beyond get, put, delete and list. */
export interface StoreCapabilities {
  /** `cas` exists: a write that fails when somebody else wrote in between. */
  readonly cas: boolean;
  /** `increment` exists and counts atomically. */
  readonly increment: boolean;
  /** Values put with `ttlMs` vanish by themselves. */
  readonly ttl: boolean;
  /** `list` answers the metadata given to `put`. */
  readonly metadata: boolean;
  /** `strong`: a get sees every put that ended before it began. `eventual`: it may see an older value for a while. */
  readonly consistency: "strong" | "eventual";
  /** Only this program can write to it, so that what is published need not be signed. */
  readonly trusted: boolean;
}

export interface GetOptions {
  /** The caller can do with a value that is this old; stores with a cache of their own use it. */
  readonly maxAgeMs?: number;
}

export interface PutOptions {
  /** Time to live in ms. Ignored by stores without `ttl`; stores may round it up. */
  readonly ttlMs?: number;
  /** Small JSON value answered by `list`, at most 1,024 bytes. */
  readonly metadata?: JsonValue;
}

export interface ListOptions {
  readonly prefix?: string;
  /** From the previous page; absent for the first. */
  readonly cursor?: string;
  /** Default and ceiling 1,000. */
  readonly limit?: number;
}

export interface ListedKey {
  readonly name: string;
  readonly metadata?: JsonValue;
}

export interface ListPage {
  /** In ascending order of the names' bytes. */
  readonly keys: readonly ListedKey[];
  /** Present when there are more. */
  readonly cursor?: string;
}

/**
 * Where plans, scripts, secrets and traces are kept: a small key-value store, shaped like the KV binding of Workers.
 * Keys and values are text; keys have at most 512 bytes. Every call rejects when the store fails; nothing here has to
 * be an instance of a class.
 */
export interface KeyValueStore {
  readonly capabilities: StoreCapabilities;
  get(key: string, options?: GetOptions): Promise<string | null>;
  put(key: string, value: string, options?: PutOptions): Promise<void>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  list(options?: ListOptions): Promise<ListPage>;
  /** Puts `value` if the key's value is `expected` (null: if the key is absent). False: it was another, nothing put. */
  cas?(key: string, expected: string | null, value: string, options?: PutOptions): Promise<boolean>;
  /** Adds `by` to the count under `key`, which starts at 0 and lives `ttlMs` from then on; the new count. */
  increment?(key: string, by: number, options?: { readonly ttlMs?: number }): Promise<number>;
  /** The traces of a namespace, for stores that keep them better than as values under keys. */
  traces?(namespace: string): TraceStore;
}
