import { memoryStore } from "../../bindings/js/stores/memory.ts";
import type { KeyValueStore, StoreCapabilities } from "../../bindings/js/stores/store.ts";

/** A memory store that a test can break: `fault` is thrown by, or awaited in, every call whose key fits `only`. */
export interface FaultyStore extends KeyValueStore {
  fault: Error | Promise<never> | undefined;
  only: RegExp;
  /** Keys that were read. */
  readonly reads: string[];
}

export function faultyStore(capabilities: Partial<StoreCapabilities> = {}): FaultyStore {
  const memory = memoryStore();
  const reads: string[] = [];
  const guarded = async (key: string): Promise<void> => {
    if (store.fault === undefined || !store.only.test(key)) return;
    if (store.fault instanceof Error) throw store.fault;
    await store.fault;
  };
  const store: FaultyStore = {
    fault: undefined,
    only: /./,
    reads,
    capabilities: { ...memory.capabilities, ...capabilities },
    async get(key) {
      reads.push(key);
      await guarded(key);
      return memory.get(key);
    },
    async put(key, value, options) {
      await guarded(key);
      return memory.put(key, value, options);
    },
    async delete(key) {
      await guarded(key);
      return memory.delete(key);
    },
    async list(options) {
      await guarded(options?.prefix ?? "");
      return memory.list(options);
    },
    async cas(key, expected, value, options) {
      await guarded(key);
      return memory.cas(key, expected, value, options);
    },
    async increment(key, by, options) {
      await guarded(key);
      return memory.increment(key, by, options);
    },
  };
  return store;
}
