import type { KeyValueStore, StoreCapabilities } from "../../bindings/js/stores/store.ts";
import type { JsonValue } from "../../bindings/js/json.ts";

interface Write {
  readonly at: number;
  /** Null: deleted. */
  readonly value: string | null;
  readonly metadata?: JsonValue;
  readonly expiresAt: number;
}

/** One store seen from two places, as Workers KV is. */
export interface DelayedStore {
  /** Where the writes are made: sees each at once. */
  readonly near: KeyValueStore;
  /** Elsewhere: sees a write or deletion `delayOf(key)` ms later, so not in the order they were made. */
  readonly far: KeyValueStore;
}

const capabilities: StoreCapabilities = {
  cas: false,
  increment: false,
  ttl: true,
  metadata: true,
  consistency: "eventual",
  trusted: false,
};

/** An eventually consistent store on a test's clock. Writes of both places arrive in the order they were made. */
export function delayedStore(now: () => number, delayOf: (key: string) => number): DelayedStore {
  const history = new Map<string, Write[]>();
  const write = (key: string, change: Omit<Write, "at">): void => {
    history.set(key, [...(history.get(key) ?? []), { at: now(), ...change }]);
  };
  const seen = (key: string, delay: number): Write | undefined => {
    const last = history.get(key)?.findLast(({ at }) => at <= now() - delay);
    return last && last.value !== null && last.expiresAt > now() ? last : undefined;
  };
  const from = (delay: (key: string) => number): KeyValueStore => ({
    capabilities,
    get: async (key) => seen(key, delay(key))?.value ?? null,
    put: async (key, value, { ttlMs = Infinity, metadata } = {}) =>
      write(key, { value, expiresAt: now() + ttlMs, ...(metadata !== undefined && { metadata }) }),
    delete: async (key) => write(key, { value: null, expiresAt: Infinity }),
    async list({ prefix = "", cursor = "", limit = 1_000 } = {}) {
      const names = [...history.keys()]
        .filter((name) => name.startsWith(prefix) && name > cursor && seen(name, delay(name)))
        .sort();
      const keys = names.slice(0, limit).map((name) => {
        const metadata = seen(name, delay(name))?.metadata;
        return { name, ...(metadata !== undefined && { metadata }) };
      });
      const last = keys.at(-1)?.name;
      return { keys, ...(keys.length < names.length && last !== undefined && { cursor: last }) };
    },
  });
  return { near: from(() => 0), far: from(delayOf) };
}
