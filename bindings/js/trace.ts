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
  readonly level: "debug" | "info" | "warn" | "error";
  readonly text: string;
  /** Clock reading, ms since the epoch. */
  readonly at: number;
  /** Line of the script. */
  readonly line?: number;
}

/** One script run, or a part of one: a `helpers.trace` or a fetch. */
export interface Span {
  /** 16 hex digits. */
  readonly id: string;
  readonly parentId?: string;
  readonly name: string;
  readonly kind: "INTERNAL" | "CLIENT";
  readonly scriptId: string;
  readonly layerIndex: number;
  readonly parallelIndex: number;
  /** Order in which the spans were opened. */
  readonly sequence: number;
  readonly status: SpanStatus;
  readonly errorCode?: ErrorCode;
  readonly statusMessage?: string;
  /** Line of the script the error is about. */
  readonly line?: number;
  /** Times are ms since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly durationMs: number;
  readonly instructions: number;
  /** Bytes. */
  readonly memoryPeak: number;
  readonly logs: readonly LogLine[];
  readonly attributes: JsonObject;
}

/** The record of one execution. */
export interface Trace {
  /** 32 hex digits. */
  readonly id: string;
  readonly trigger: string;
  readonly mode: Mode;
  readonly status: TraceStatus;
  readonly statusMessage?: string;
  /** Times are ms since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly durationMs: number;
  readonly userId?: string;
  readonly requestIp?: string;
  /** The context, masked and bounded; empty when no plan could be had to run with it. */
  readonly contextSnapshot: JsonObject;
  /** The merged data, masked and bounded. */
  readonly resultData: JsonObject;
  readonly createdAt: number;
  readonly planHash: string;
  readonly engineHash: string;
  readonly clock: ClockKind;
  readonly spans: readonly Span[];
  /** How many spans are missing because the trace would have been too large. */
  readonly spansLeftOut?: number;
}

/** A value that `helpers.metrics` emitted. */
export interface Metric {
  readonly kind: "count" | "gauge";
  readonly name: string;
  readonly value: number;
  readonly tags: Readonly<Record<string, string>>;
}
