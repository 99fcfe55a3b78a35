import type { Journal } from "../journal.ts";
import type { JsonObject } from "../json.ts";
import type { Plan } from "../plan.ts";
import type { CleanedTraces, DeletedTraces, DeleteOptions, TracePage, TraceQuery } from "../stores/trace-store.ts";
import type { Trace } from "../trace.ts";

export interface CleanedUp extends CleanedTraces {
  /** For how many days traces are kept. */
  readonly retentionDays: number;
}

/** Which runs to count, and over which time. */
export interface ActivityQuery extends Pick<TraceQuery, "trigger" | "status" | "userId" | "scriptId"> {
  /** Started at or after, ms since the epoch. */
  readonly from: number;
  /** Started before, ms since the epoch. */
  readonly to: number;
  /** How many equal parts of that time are counted each by itself: 1 to 200. */
  readonly parts: number;
}

/** How many runs ended in each way. */
export interface StatusCounts {
  readonly success: number;
  readonly blocked: number;
  readonly error: number;
}

export interface ActivityPart extends StatusCounts {
  /** Where the part begins, ms since the epoch. */
  readonly at: number;
  /** Durations in ms that half, and 95 %, of its runs did not exceed; absent without runs. */
  readonly p50?: number;
  readonly p95?: number;
}

/** How runs ended over time, as far as they left a trace. */
export interface Activity {
  readonly parts: readonly ActivityPart[];
  /** Over the whole time. Triggers without a run are absent. */
  readonly triggers: Readonly<Record<string, StatusCounts>>;
  /** There were more: only those from here on, ms since the epoch, are counted in full. */
  readonly completeFrom?: number;
}

export interface TraceControl {
  /** Newest first. */
  list(query?: TraceQuery): Promise<TracePage>;
  /** Counts runs over time. It looks at no more than the newest 4,000 traces that fit. */
  activity(query: ActivityQuery): Promise<Activity>;
  get(id: string): Promise<Trace | null>;
  /** The trace as OTLP/JSON, an ExportTraceServiceRequest. */
  otlp(id: string): Promise<JsonObject | null>;
  /** What a trace ran, with its scripts as they were; null if the trace, or its plan, is not there. */
  plan(id: string): Promise<Plan | null>;
  /** Deletes the traces that are older than they are kept, with their spans and journals. */
  cleanup(options?: DeleteOptions): Promise<CleanedUp>;
  /** Deletes the traces of a user, with their spans and journals. The audit log has a digest of the id. */
  eraseUser(userId: string, options?: DeleteOptions): Promise<DeletedTraces>;
}

export interface JournalControl {
  /**
   * The journal of a trace, for `engine.replay`; null if none was recorded. It is confidential: it has the whole
   * context and all that services answered, so that the audit log tells who has read it. Rejects with
   * `store_unavailable` when it does not open.
   */
  get(traceId: string): Promise<Journal | null>;
}
