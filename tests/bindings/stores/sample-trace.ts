import type { Span, Trace } from "../../../bindings/js/trace.ts";

/** When the first of the traces started. */
export const start = 1_700_000_000_000;

/** The id of the nth trace. */
export const traceId = (n: number): string => n.toString(16).padStart(32, "0");

/** The nth trace, which started `n` ms after the first. */
export function sampleTrace(n: number, changes: Partial<Trace> = {}): Trace {
  const startedAt = changes.startedAt ?? start + n;
  return {
    id: traceId(n),
    trigger: "before_signup",
    mode: "blocking",
    status: "success",
    startedAt,
    endedAt: startedAt + 5,
    durationMs: 5,
    contextSnapshot: { user: { name: "Ada", tags: ["ä", "\u0000"] } },
    resultData: {},
    createdAt: startedAt + 5,
    planHash: "p".repeat(64),
    engineHash: "e".repeat(64),
    clock: "live",
    spans: [],
    ...changes,
  };
}

/** The nth span of a trace, without what is optional. */
export function sampleSpan(n: number, scriptId = "script"): Span {
  return {
    id: n.toString(16).padStart(16, "0"),
    name: scriptId,
    kind: "INTERNAL",
    scriptId,
    layerIndex: 0,
    parallelIndex: n,
    sequence: n,
    status: "success",
    startedAt: start,
    endedAt: start + 2,
    durationMs: 2,
    instructions: 1_234,
    memoryPeak: 5_678,
    logs: [],
    attributes: {},
  };
}

/** A trace with everything that a trace can have. */
export function fullTrace(n: number): Trace {
  const failed: Span = {
    ...sampleSpan(1, "other"),
    parentId: sampleSpan(0).id,
    kind: "CLIENT",
    status: "error",
    errorCode: "runtime_error",
    statusMessage: "script 'other' failed: \"ä\u{1f600}\"",
    line: 3,
    logs: [{ level: "warn", text: "a\nb", at: start, line: 2 }],
    attributes: { "http.request.method": "GET", list: [1, null, { deep: true }], text: "1" },
  };
  return sampleTrace(n, {
    status: "error",
    statusMessage: "1",
    userId: "user 'ä' %_",
    requestIp: "2001:db8::1",
    resultData: { n: 1.5, big: 1e300, text: "null" },
    spans: [sampleSpan(0), failed],
    spansLeftOut: 2,
  });
}
