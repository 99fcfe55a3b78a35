import { kvTraceStore } from "./kv-traces.ts";
import type { Records } from "./records.ts";
import type { TraceStore } from "./stores/trace-store.ts";

/** The traces of a namespace: in the store's own tables where it has some, else as records. */
export function traceStoreOf(records: Records): TraceStore {
  return records.store.traces?.(records.namespace) ?? kvTraceStore(records);
}
