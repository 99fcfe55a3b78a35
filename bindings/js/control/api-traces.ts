import type { Journal } from "../journal.ts";
import type { JsonObject } from "../json.ts";
import type { CleanedTraces, DeletedTraces, DeleteOptions, TracePage, TraceQuery } from "../stores/trace-store.ts";
import type { Trace } from "../trace.ts";

export interface CleanedUp extends CleanedTraces {
  /** For how many days traces are kept. */
  readonly retentionDays: number;
}

export interface TraceControl {
  /** Newest first. */
  list(query?: TraceQuery): Promise<TracePage>;
  get(id: string): Promise<Trace | null>;
  /** The trace as OTLP/JSON, an ExportTraceServiceRequest. */
  otlp(id: string): Promise<JsonObject | null>;
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
