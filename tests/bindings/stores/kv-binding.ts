import type { KvBinding } from "../../../bindings/js/stores/cloudflare-kv.ts";

interface Entry {
  readonly value: string;
  readonly metadata: unknown;
  readonly expiresAt: number;
}

/** A KV namespace in memory that refuses what Workers KV refuses. tests/workerd has the real one. */
export function kvBinding(now: () => number): KvBinding {
  const entries = new Map<string, Entry>();
  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    return entry && entry.expiresAt > now() ? entry : undefined;
  };
  const refuse = (isWrong: boolean, message: string): void => {
    if (isWrong) throw new Error(`KV: ${message}`);
  };
  return {
    async get(key, { type, cacheTtl = 60 }) {
      refuse(type !== "text", "type");
      refuse(!Number.isInteger(cacheTtl) || cacheTtl < 30, "cacheTtl must be a whole number of at least 30");
      return live(key)?.value ?? null;
    },
    async put(key, value, { expirationTtl, metadata } = {}) {
      refuse(new TextEncoder().encode(key).length > 512, "key is too long");
      refuse(expirationTtl !== undefined && !(Number.isInteger(expirationTtl) && expirationTtl >= 60), "expirationTtl");
      refuse(JSON.stringify(metadata ?? null).length > 1_024, "metadata is too large");
      const expiresAt = expirationTtl === undefined ? Infinity : now() + expirationTtl * 1_000;
      entries.set(key, { value, metadata: metadata ?? null, expiresAt });
    },
    async delete(key) {
      entries.delete(key);
    },
    async list({ prefix = "", limit = 1_000, cursor = "" }) {
      refuse(limit < 1 || limit > 1_000, "limit");
      const names = [...entries.keys()].filter((name) => live(name) && name.startsWith(prefix) && name > cursor).sort();
      const keys = names.slice(0, limit).map((name) => ({ name, metadata: live(name)?.metadata }));
      const last = keys.at(-1)?.name;
      return names.length > limit && last !== undefined
        ? { keys, list_complete: false, cursor: last }
        : { keys, list_complete: true };
    },
  };
}
