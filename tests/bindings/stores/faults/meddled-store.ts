import type { KeyValueStore } from "../../../../bindings/js/stores/store.ts";

/** Called in place of every write, which it makes, or not; `number` counts from 1. */
export type Meddle = <Answer>(number: number, write: () => Promise<Answer>) => Promise<Answer>;

/** `store` with somebody between it and those who write to it. A trace in tables of its own is one write. */
export function meddledStore(store: KeyValueStore, meddle: Meddle): KeyValueStore {
  let writes = 0;
  const counted: <Answer>(write: () => Promise<Answer>) => Promise<Answer> = (write) => meddle(++writes, write);
  return {
    ...store,
    put: (key, value, options) => counted(() => store.put(key, value, options)),
    delete: (key) => counted(() => store.delete(key)),
    ...(store.cas && { cas: (key, before, value, options) => counted(() => store.cas!(key, before, value, options)) }),
    ...(store.increment && { increment: (key, by, options) => counted(() => store.increment!(key, by, options)) }),
    ...(store.traces && {
      traces: (namespace) => {
        const traces = store.traces!(namespace);
        return { ...traces, saveTrace: (trace) => counted(() => traces.saveTrace(trace)) };
      },
    }),
  };
}
