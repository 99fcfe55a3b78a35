import type { Span, Trace, TraceRow } from "sluice";

/** The story of the mockups: geo_risk's service answers 503, so that risk_verdict compares nil. */
export function failedTrace(changes: Partial<Trace> = {}): Trace {
  return trace({
    status: "error",
    statusMessage: "risk_verdict: attempt to compare nil with number (field 'score')",
    durationMs: 49,
    endedAt: start + 49,
    spans: [
      span("normalize_email", { layerIndex: 0, from: 0, to: 1, attributes: { output: { email: "m@proton.example" } } }),
      span("disposable_domain", { layerIndex: 1, from: 1, to: 24, attributes: { output: { disposable: false } } }),
      fetchSpan("api.disposable.example", 200, { scriptId: "disposable_domain", parent: 1, from: 1, to: 17 }),
      span("match list", { scriptId: "disposable_domain", layerIndex: 1, parent: 1, from: 17, to: 23 }),
      span("geo_risk", {
        layerIndex: 1,
        parallelIndex: 1,
        from: 1,
        to: 47,
        attributes: { output: { source: "fallback" } },
        logs: [{ level: "warn", text: "lookup failed 503", at: start + 46, line: 13 }],
      }),
      fetchSpan("geo.example", 503, { scriptId: "geo_risk", parallelIndex: 1, parent: 4, from: 2, to: 46 }),
      span("risk_verdict", {
        layerIndex: 2,
        from: 47,
        to: 49,
        status: "error",
        errorCode: "runtime_error",
        statusMessage: "attempt to compare nil with number (field 'score')",
        line: 9,
        instructions: 655,
      }),
    ].map((made, sequence) => ({ ...made, sequence, id: idOf(sequence) })),
    ...changes,
  });
}

export const start = Date.parse("2026-11-21T14:31:58.204Z");

export function trace(changes: Partial<Trace> = {}): Trace {
  return {
    id: "4bf92f3577b34da6a3ce929d0e0e4736",
    trigger: "before_signup",
    mode: "blocking",
    status: "success",
    startedAt: start,
    endedAt: start + 10,
    durationMs: 10,
    contextSnapshot: {},
    resultData: {},
    createdAt: start + 10,
    planHash: "c1d40b7e",
    engineHash: "3f9c1e2a",
    clock: "live",
    spans: [],
    ...changes,
  };
}

export interface SpanWish extends Partial<Span> {
  readonly from?: number;
  readonly to?: number;
  /** Sequence of the span it is part of. */
  readonly parent?: number;
}

export function span(name: string, { from = 0, to = 1, parent, ...changes }: SpanWish = {}): Span {
  const sequence = changes.sequence ?? 0;
  return {
    id: idOf(sequence),
    ...(parent !== undefined && { parentId: idOf(parent) }),
    name,
    kind: "INTERNAL",
    scriptId: name,
    layerIndex: 0,
    parallelIndex: 0,
    sequence,
    status: "success",
    startedAt: start + from,
    endedAt: start + to,
    durationMs: to - from,
    instructions: 100,
    memoryPeak: 20_000,
    logs: [],
    attributes: {},
    ...changes,
  };
}

export function fetchSpan(host: string, status: number, wish: SpanWish): Span {
  return span("GET", {
    layerIndex: 1,
    kind: "CLIENT",
    attributes: {
      "http.response.status_code": status,
      "http.request.method": "GET",
      "server.address": host,
      "url.full": `https://${host}/v2?q=1`,
    },
    ...wish,
  });
}

export function row(id: string, startedAt: number, changes: Partial<TraceRow> = {}): TraceRow {
  return { id, trigger: "before_signup", status: "success", startedAt, durationMs: 10, ...changes };
}

export function idOf(sequence: number): string {
  return sequence.toString(16).padStart(16, "0");
}
