import type { Span, Trace, TraceStatus } from "../trace.ts";

/** How long traces, and journals with them, are kept. */
export const traceRetentionMs = 30 * 24 * 60 * 60 * 1_000;

/** What a list of traces shows of one. */
export interface TraceRow {
  /** 32 hex digits. */
  readonly id: string;
  readonly trigger: string;
  readonly status: TraceStatus;
  /** ms since the epoch */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Which traces to list, newest first. */
export interface TraceQuery {
  readonly trigger?: string;
  readonly status?: TraceStatus;
  readonly userId?: string;
  /** With a span of this script. */
  readonly scriptId?: string;
  /** Started at or after, ms since the epoch. */
  readonly from?: number;
  /** Started before, ms since the epoch. */
  readonly to?: number;
  /** From the page before, with otherwise the same query. */
  readonly cursor?: string;
  /** Default 50, at most 200. */
  readonly limit?: number;
}

export interface TracePage {
  /** By `startedAt`, the latest first; of the same millisecond by `id`. */
  readonly traces: readonly TraceRow[];
  /**
   * Present when there may be more. It is a place in time, not a count: traces that are saved or deleted between two
   * pages neither repeat nor hide another.
   */
  readonly cursor?: string;
  /**
   * The page has fewer rows than asked for because the search was given up, not because there are no more: the store
   * has no index for this filter, and none of the next few thousand traces that were looked through fits. `cursor`
   * goes on from there.
   */
  readonly partial?: true;
}

/** A trace whose spans are written by `createSpans`. */
export type TraceHead = Omit<Trace, "spans">;

export interface DeletedTraces {
  readonly deletedTraces: number;
  readonly deletedSpans: number;
  /** There are more to delete: call again. */
  readonly more?: true;
}

export interface CleanedTraces extends DeletedTraces {
  /** What was handed in as `before`, as ISO 8601. */
  readonly cutoffDate: string;
}

export interface ErasedTraces extends DeletedTraces {
  /** Of the deleted traces. */
  readonly ids: readonly string[];
}

export interface DeleteOptions {
  /** Most traces to delete in this call; default: what the store bears in one invocation of a worker. */
  readonly limit?: number;
}

/**
 * Where the traces of one namespace are. Each trace is written once: writing it again, as after a call whose answer was
 * lost, changes nothing. Every call rejects when the store fails.
 */
export interface TraceStore {
  /** Writes a whole trace: afterwards, and after any failure, it is there with all its spans or not at all. */
  saveTrace(trace: Trace): Promise<void>;
  /** Writes a trace that has no spans yet. */
  createTrace(trace: TraceHead): Promise<void>;
  /** Adds spans to a trace, all or none. Rejects if there is no such trace. */
  createSpans(traceId: string, spans: readonly Span[]): Promise<void>;
  /** The trace with its spans in the order of `sequence`; null if there is none. Rejects with DamagedRecordError. */
  getTraceWithSpans(id: string): Promise<Trace | null>;
  /** Rejects with `invalid_options` when the cursor is none. */
  listTraces(query: TraceQuery): Promise<TracePage>;
  /** Deletes the traces that started before `before` (ms since the epoch), with their spans and journals. */
  cleanupOldTraces(before: number, options?: DeleteOptions): Promise<CleanedTraces>;
  /**
   * Deletes what is kept of a user: the traces that carry the id, with their spans and journals. The core cuts the ids
   * it puts into traces after 256 bytes.
   */
  eraseUser(userId: string, options?: DeleteOptions): Promise<ErasedTraces>;
}
