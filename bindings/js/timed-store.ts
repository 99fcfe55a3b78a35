import { SluiceError } from "./errors.ts";
import { withDeadline } from "./host/deadline.ts";
import type { KeyValueStore } from "./stores/store.ts";
import type { TraceStore } from "./stores/trace-store.ts";

/** How long one answer is waited for unless the deployment says otherwise. */
export const defaultStoreTimeoutMs = 5_000;

type Timed = <T>(call: () => Promise<T>) => Promise<T>;

/** `store`, each of whose calls rejects with `store_unavailable` when it is not answered within `ms`. */
export function timedStore(store: KeyValueStore, ms: number): KeyValueStore {
  const late = () => new SluiceError("store_unavailable", `the store did not answer within ${ms} ms`);
  const timed: Timed = (call) => withDeadline(ms, undefined, late, async () => call());
  return {
    capabilities: store.capabilities,
    get: (key, options) => timed(() => store.get(key, options)),
    put: (key, value, options) => timed(() => store.put(key, value, options)),
    delete: (key) => timed(() => store.delete(key)),
    list: (options) => timed(() => store.list(options)),
    ...(store.cas && {
      cas: (key, expected, value, options) => timed(() => store.cas!(key, expected, value, options)),
    }),
    ...(store.increment && { increment: (key, by, options) => timed(() => store.increment!(key, by, options)) }),
    ...(store.traces && { traces: (namespace) => timedTraces(store.traces!(namespace), timed) }),
  };
}

function timedTraces(traces: TraceStore, timed: Timed): TraceStore {
  return {
    saveTrace: (trace) => timed(() => traces.saveTrace(trace)),
    createTrace: (head) => timed(() => traces.createTrace(head)),
    createSpans: (traceId, spans) => timed(() => traces.createSpans(traceId, spans)),
    getTraceWithSpans: (id) => timed(() => traces.getTraceWithSpans(id)),
    listTraces: (query) => timed(() => traces.listTraces(query)),
    cleanupOldTraces: (before, options) => timed(() => traces.cleanupOldTraces(before, options)),
    eraseUser: (userId, options) => timed(() => traces.eraseUser(userId, options)),
  };
}
