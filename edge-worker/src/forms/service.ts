import type { AuditEntry, Deployment, EngineStats, FileChange, ImportResult, Limits } from "sluice";
import * as z from "zod/mini";

import { count, optional, pageOf, pipelineProblem, time, words } from "./common.ts";
import { named } from "./named.ts";

/** What every refusal is told as. */
export const problem = named(
  "Problem",
  z.object({
    type: words,
    title: words,
    status: count,
    code: words,
    detail: optional(words),
    field: optional(words),
    problems: optional(z.array(pipelineProblem)),
    requestId: words,
  }),
);

const auditEntry = z.object({
  id: words,
  at: time,
  actor: words,
  action: words as z.ZodMiniType<AuditEntry["action"]>,
  target: words,
  from: optional(count),
  to: optional(count),
  planHash: optional(words),
  note: optional(words),
  override: optional(z.literal(true)),
  failed: optional(words),
}) satisfies z.ZodMiniType<AuditEntry>;

export const auditPage = pageOf("AuditPage", named("AuditEntry", auditEntry));

export const files = named("Files", z.object({ files: z.record(words, words) }));

const change = z.object({
  path: words,
  change: z.enum(["created", "changed", "unchanged", "removed"]),
}) satisfies z.ZodMiniType<FileChange>;

const looked = {
  changes: z.array(change),
  problems: z.array(z.extend(pipelineProblem, { path: words })),
  missingSecrets: z.array(words),
};
const done = { applied: z.array(words), published: z.array(words) };

export const importPlan = named("ImportPlan", z.object(looked));
export const importResult = named(
  "ImportResult",
  z.object({ ...looked, ...done }) satisfies z.ZodMiniType<ImportResult>,
);

export const health = named(
  "Health",
  z.object({
    ready: z.boolean(),
    version: words,
    engineHash: optional(words),
    faults: z.array(words),
    closedRoles: z.array(words),
    traceRetentionDays: count,
  }),
);

export const deployment = named(
  "Deployment",
  z.object({
    limits: z.record(words, count) as unknown as z.ZodMiniType<Limits>,
    ports: z.array(count),
    hosts: optional(z.array(words)),
    settings: z.array(words),
  }) satisfies z.ZodMiniType<Deployment>,
);

export const token = named("Token", z.object({ actor: words, roles: z.array(words) }));

const queue = z.object({
  length: count,
  waiting: z.object({ blocking: count, enrichment: count, async: count }),
  vms: count,
  reservedBytes: count,
  busy: count,
  timeouts: count,
});

export const stats = named(
  "Stats",
  z.object({
    version: words,
    engine: z.object({
      active: count,
      ended: count,
      pending: count,
      failedSaves: count,
      failedExports: count,
      crashes: count,
      queue,
      live: z.object({ plans: count, executions: count }),
    }),
  }) satisfies z.ZodMiniType<{ engine: EngineStats }>,
);
