// What the package exports on every platform, besides what needs engine.wasm.
export type { QueueStats } from "./admission.ts";
export type { Engine, EngineStats, Executed } from "./api.ts";
export type * from "./control/api.ts";
export { mockedFetch, type FetchMock } from "./control/fetch-mocks.ts";
export type { DiffLine, Hunk, LineDiff } from "./control/line-diff.ts";
export type { Deployment } from "./deployment.ts";
export { EngineCrashError, SluiceError } from "./errors.ts";
export * from "./generated/catalog.ts";
export { defineHook, type ContextOf, type HookDefinition, type OutcomeFor, type TriggerOf } from "./hooks.ts";
export { depthHeader, depthOf } from "./host/depth.ts";
export { checkFetchUrl, type FetchPolicy, type FetchVerdict } from "./host/fetch-policy.ts";
export type { Effect, FetchEffect, RateLimitEffect, SecretEffect } from "./host/effect.ts";
export type { FetchedResponse } from "./host/fetch.ts";
export type { RateLimitVerdict } from "./host/rate-limit.ts";
export { otlpExporter, type OtlpExporterOptions } from "./otlp-exporter.ts";
export type { Journal, JournalAnswer, JournalReply, JournalSecret, JournalTurn } from "./journal.ts";
export type { JsonObject, JsonValue } from "./json.ts";
export type {
  Clock,
  EngineOptions,
  ExecuteOptions,
  Fetch,
  Incident,
  PlainSecret,
  ReplayOptions,
  RunMeta,
  SecretKey,
  TraceExporter,
} from "./options.ts";
export type { AllowedOutcome, DeniedOutcome, Outcome, OutcomeOf } from "./outcome.ts";
export type { Graph, OnError, PipelineProblem, Plan, PlanScript, Sampling } from "./plan.ts";
export type { LineCost, ScriptProfile } from "./profile.ts";
export type { Replayed } from "./replay.ts";
export type { ScriptRecord } from "./records.ts";
export type { InputOf, SchemaIssue, SchemaResult, StandardSchema } from "./standard-schema.ts";
export { cloudflareKvStore, type KvBinding } from "./stores/cloudflare-kv.ts";
export { memoryStore, type MemoryStoreOptions } from "./stores/memory.ts";
export type {
  GetOptions,
  KeyValueStore,
  ListedKey,
  ListOptions,
  ListPage,
  PutOptions,
  StoreCapabilities,
} from "./stores/store.ts";
export { traceRetentionMs } from "./stores/trace-store.ts";
export type {
  CleanedTraces,
  DeletedTraces,
  DeleteOptions,
  ErasedTraces,
  TraceHead,
  TracePage,
  TraceQuery,
  TraceRow,
  TraceStore,
} from "./stores/trace-store.ts";
export { timedStore } from "./timed-store.ts";
export type { ClockKind, LogLine, Metric, Span, SpanStatus, Trace, TraceStatus } from "./trace.ts";
