import type { JsonObject } from "./json.ts";
import type { ErrorCode, Mode } from "./generated/catalog.ts";

/** How an execution ended: allowed, denied by a script, or with a failed script. */
export type TraceStatus = "success" | "blocked" | "error";

/** How a span ended; `skipped` = its layer was not reached. */
export type SpanStatus = TraceStatus | "skipped";

/** Whether the host's clock moves between I/O. Under `frozen`, durations of computing are unmeasurable. */
export type ClockKind = "live" | "frozen";

/** A line that a script logged. */
export interface LogLine {
  level: "debug" | "info" | "warn" | "error";
  text: string;
  /** Clock reading, ms since the epoch. */
  at: number;
  /** Line of the script. */
  line?: number;
}

/** One script run, or a part of one: a `helpers.trace` or a fetch. */
export interface Span {
  /** 16 hex digits. */
  id: string;
  parentId?: string;
  name: string;
  kind: "INTERNAL" | "CLIENT";
  scriptId: string;
  layerIndex: number;
  parallelIndex: number;
  /** Order in which the spans were opened. */
  sequence: number;
  status: SpanStatus;
  errorCode?: ErrorCode;
  statusMessage?: string;
  /** Line of the script the error is about. */
  line?: number;
  /** Times are ms since the epoch. */
  startedAt: number;
  endedAt: number;
  durationMs: number;
  instructions: number;
  /** Bytes. */
  memoryPeak: number;
  logs: LogLine[];
  attributes: JsonObject;
}

/** The record of one execution. */
export interface Trace {
  /** 32 hex digits. */
  id: string;
  trigger: string;
  mode: Mode;
  status: TraceStatus;
  statusMessage?: string;
  /** Times are ms since the epoch. */
  startedAt: number;
  endedAt: number;
  durationMs: number;
  userId?: string;
  requestIp?: string;
  /** The context, masked and bounded; empty when no plan could be had to run with it. */
  contextSnapshot: JsonObject;
  /** The merged data, masked and bounded. */
  resultData: JsonObject;
  createdAt: number;
  planHash: string;
  engineHash: string;
  clock: ClockKind;
  spans: Span[];
  /** How many spans are missing because the trace would have been too large. */
  spansLeftOut?: number;
}

/** A value that `helpers.metrics` emitted. */
export interface Metric {
  kind: "count" | "gauge";
  name: string;
  value: number;
  tags: Record<string, string>;
}
