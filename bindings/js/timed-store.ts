import { SluiceError } from "./errors.ts";
import { withDeadline } from "./host/deadline.ts";
import type { KeyValueStore } from "./stores/store.ts";

/** `store`, each of whose calls rejects with `store_unavailable` when it is not answered within `ms`. */
export function timedStore(store: KeyValueStore, ms: number): KeyValueStore {
  const late = () => new SluiceError("store_unavailable", `the store did not answer within ${ms} ms`);
  const timed = <T>(call: () => Promise<T>): Promise<T> => withDeadline(ms, undefined, late, async () => call());
  const cas = store.cas?.bind(store);
  const increment = store.increment?.bind(store);
  return {
    capabilities: store.capabilities,
    get: (key, options) => timed(() => store.get(key, options)),
    put: (key, value, options) => timed(() => store.put(key, value, options)),
    delete: (key) => timed(() => store.delete(key)),
    list: (options) => timed(() => store.list(options)),
    ...(cas && { cas: (key, expected, value, options) => timed(() => cas(key, expected, value, options)) }),
    ...(increment && { increment: (key, by, options) => timed(() => increment(key, by, options)) }),
  };
}
