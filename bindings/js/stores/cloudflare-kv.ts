import type { JsonValue } from "../json.ts";
import type { GetOptions, KeyValueStore, ListedKey, ListOptions, ListPage, PutOptions } from "./store.ts";

/** The part of a Workers KV binding that is used; a `KVNamespace` fits. */
export interface KvBinding {
  get(key: string, options: { type: "text"; cacheTtl?: number }): Promise<string | null>;
  put(key: string, value: string, options?: { expirationTtl?: number; metadata?: unknown }): Promise<void>;
  delete(key: string): Promise<void>;
  list(options: { prefix?: string; limit?: number; cursor?: string }): Promise<KvPage>;
}

type KvKey = { name: string; metadata?: unknown };
type KvPage = { keys: KvKey[]; list_complete: true } | { keys: KvKey[]; list_complete: false; cursor: string };

// What KV refuses to go below, in seconds.
const minTtl = 60;
const minCacheTtl = 30;

/**
 * A Workers KV namespace. Eventually consistent and without compare-and-set: a change shows elsewhere within a minute
 * or so, and two admins who save at the same time overwrite each other.
 */
export function cloudflareKvStore(kv: KvBinding): KeyValueStore {
  return {
    capabilities: {
      cas: false,
      increment: false,
      ttl: true,
      metadata: true,
      consistency: "eventual",
      trusted: false,
    },
    get: async (key, options = {}) => kv.get(key, { type: "text", ...cacheFor(options) }),
    put: async (key, value, options = {}) => kv.put(key, value, kvPutOptions(options)),
    delete: async (key) => kv.delete(key),
    list: async (options = {}) => listPage(await kv.list(definedOnly(options))),
  };
}

function cacheFor({ maxAgeMs }: GetOptions): { cacheTtl?: number } {
  return maxAgeMs === undefined ? {} : { cacheTtl: Math.max(minCacheTtl, Math.floor(maxAgeMs / 1_000)) };
}

function kvPutOptions({ ttlMs, metadata }: PutOptions): { expirationTtl?: number; metadata?: JsonValue } {
  return {
    ...(ttlMs !== undefined && { expirationTtl: Math.max(minTtl, Math.ceil(ttlMs / 1_000)) }),
    ...(metadata !== undefined && { metadata }),
  };
}

function definedOnly({ prefix, limit, cursor }: ListOptions): { prefix?: string; limit?: number; cursor?: string } {
  return {
    ...(prefix !== undefined && { prefix }),
    ...(limit !== undefined && { limit }),
    ...(cursor !== undefined && { cursor }),
  };
}

function listPage(page: KvPage): ListPage {
  const keys = page.keys.map(({ name, metadata }): ListedKey => {
    return metadata === undefined || metadata === null ? { name } : { name, metadata: metadata as JsonValue };
  });
  return page.list_complete ? { keys } : { keys, cursor: page.cursor };
}
