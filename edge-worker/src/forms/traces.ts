import {
  errors,
  type Activity,
  type CleanedUp,
  type DeletedTraces,
  type JsonObject,
  type LogLine,
  type Outcome,
  type Plan,
  type Span,
  type Trace,
  type TracePage,
  type TraceRow,
} from "sluice";
import { jsonObject } from "sluice/forms";
import * as z from "zod/mini";

import { count, mode, optional, time, words } from "./common.ts";
import { named } from "./named.ts";

export const json = jsonObject<JsonObject>();
const status = z.enum(["success", "blocked", "error"]);
const errorCode = z.enum(errors.map(({ code }) => code));

const allowed = z.object({ allowed: z.literal(true), data: optional(json), traceId: optional(words) });
const denied = z.object({ allowed: z.literal(false), error: words, code: optional(words), traceId: optional(words) });

export const outcome = named(
  "Outcome",
  z.discriminatedUnion("allowed", [allowed, denied]) satisfies z.ZodMiniType<Outcome>,
);

const logLine = z.object({
  level: z.enum(["debug", "info", "warn", "error"]),
  text: words,
  at: time,
  line: optional(count),
}) satisfies z.ZodMiniType<LogLine>;

const span = named(
  "Span",
  z.object({
    id: words,
    parentId: optional(words),
    name: words,
    kind: z.enum(["INTERNAL", "CLIENT"]),
    scriptId: words,
    layerIndex: count,
    parallelIndex: count,
    sequence: count,
    status: z.enum([...status.options, "skipped"]),
    errorCode: optional(errorCode),
    statusMessage: optional(words),
    line: optional(count),
    startedAt: time,
    endedAt: time,
    durationMs: time,
    instructions: count,
    memoryPeak: count,
    logs: z.array(logLine),
    attributes: json,
  }) satisfies z.ZodMiniType<Span>,
);

export const trace = named(
  "Trace",
  z.object({
    id: words,
    trigger: words,
    mode,
    status,
    statusMessage: optional(words),
    startedAt: time,
    endedAt: time,
    durationMs: time,
    userId: optional(words),
    requestIp: optional(words),
    contextSnapshot: json,
    resultData: json,
    createdAt: time,
    planHash: words,
    engineHash: words,
    clock: z.enum(["live", "frozen"]),
    spans: z.array(span),
    spansLeftOut: optional(count),
  }) satisfies z.ZodMiniType<Trace>,
);

/** Its members are the engine's own business: it is for `replay`. */
export const plan = named("Plan", jsonObject<Plan>());

const traceRow = named(
  "TraceRow",
  z.object({ id: words, trigger: words, status, startedAt: time, durationMs: time }) satisfies z.ZodMiniType<TraceRow>,
);

export const tracePage = named(
  "TracePage",
  z.object({
    traces: z.array(traceRow),
    cursor: optional(words),
    partial: optional(z.literal(true)),
  }) satisfies z.ZodMiniType<TracePage>,
);

const counts = { success: count, blocked: count, error: count };

export const activity = named(
  "Activity",
  z.object({
    parts: z.array(z.object({ at: time, ...counts, p50: optional(time), p95: optional(time) })),
    triggers: z.record(words, z.object(counts)),
    completeFrom: optional(time),
  }) satisfies z.ZodMiniType<Activity>,
);

const deleted = { deletedTraces: count, deletedSpans: count, more: optional(z.literal(true)) };

export const deletedTraces = named("DeletedTraces", z.object(deleted) satisfies z.ZodMiniType<DeletedTraces>);

export const cleanedUp = named(
  "CleanedUp",
  z.object({
    success: z.literal(true),
    ...deleted,
    cutoffDate: words,
    retentionDays: count,
  }) satisfies z.ZodMiniType<CleanedUp>,
);
