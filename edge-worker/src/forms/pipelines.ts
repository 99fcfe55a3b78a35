import type {
  CaseCounts,
  CasesRun,
  Draft,
  DryRun,
  PipelineDiff,
  PipelineDraft,
  PipelineHealth,
  PipelineSummary,
  PipelineVersion,
  Publication,
  VersionChanges,
} from "sluice";
import type { Finding } from "sluice/cases";
import { pipelineGraph } from "sluice/forms";
import * as z from "zod/mini";

import {
  count,
  limits,
  lineDiff,
  listOf,
  mode,
  onError,
  optional,
  pageOf,
  pipelineProblem,
  time,
  words,
} from "./common.ts";
import { named } from "./named.ts";
import { outcome, trace } from "./traces.ts";

const names = z.array(words);
const layers = z.array(names);

const pipeline = named(
  "Pipeline",
  z.object({
    trigger: words,
    layers: optional(layers),
    graph: optional(pipelineGraph),
    mode: optional(mode),
    onError: optional(onError),
    failureText: optional(words),
    limits: optional(limits),
    sampling: optional(z.object({ trace: optional(z.number()), journal: optional(z.number()) })),
  }) satisfies z.ZodMiniType<PipelineDraft>,
);

const saved = { revision: count, updatedAt: time, updatedBy: words, note: optional(words) };

export const draft = named("Draft", z.object({ pipeline, ...saved }) satisfies z.ZodMiniType<Draft>);

const summary = named(
  "PipelineSummary",
  z.object({
    trigger: words,
    mode: optional(mode),
    draft: optional(z.object({ ...saved, layers: optional(layers), scripts: names, problems: count })),
    published: optional(
      z.object({
        version: count,
        layers: optional(layers),
        planHash: words,
        revision: count,
        publishedAt: time,
        changedBy: words,
        authentic: z.boolean(),
      }),
    ),
    enabled: z.boolean(),
  }) satisfies z.ZodMiniType<PipelineSummary>,
);

export const pipelineList = listOf("PipelineList", summary);

export const problems = named("PipelineProblems", z.object({ problems: z.array(pipelineProblem) }));

export const dryRun = named(
  "DryRun",
  z.object({
    outcome,
    trace: optional(trace),
    wouldCall: z.array(z.object({ url: words, method: words })),
  }) satisfies z.ZodMiniType<DryRun>,
);

const caseCounts = named(
  "CaseCounts",
  z.object({ passed: count, failed: count }) satisfies z.ZodMiniType<CaseCounts>,
);

const finding = z.object({
  what: words,
  expected: optional(words),
  actual: optional(words),
}) satisfies z.ZodMiniType<Finding>;

export const casesRun = named(
  "CasesRun",
  z.object({
    passed: count,
    failed: count,
    results: z.array(
      z.object({ file: words, name: words, passed: z.boolean(), findings: z.array(finding), instructions: count }),
    ),
  }) satisfies z.ZodMiniType<CasesRun>,
);

export const publication = named(
  "Publication",
  z.object({
    trigger: words,
    planHash: words,
    version: count,
    revision: count,
    enabled: z.boolean(),
    cases: optional(caseCounts),
  }) satisfies z.ZodMiniType<Publication>,
);

const changes = named(
  "VersionChanges",
  z.object({ added: names, removed: names, changed: names, settings: names }) satisfies z.ZodMiniType<VersionChanges>,
);

const version = named(
  "PipelineVersion",
  z.object({
    version: count,
    planHash: words,
    mode,
    pipeline,
    scripts: z.record(words, count),
    publishedAt: time,
    publishedBy: words,
    note: optional(words),
    override: optional(z.literal(true)),
    cases: optional(caseCounts),
    previous: count,
    changes,
  }) satisfies z.ZodMiniType<PipelineVersion>,
);

export const pipelineVersions = pageOf("PipelineVersions", version);

export const pipelineDiff = named(
  "PipelineDiff",
  z.object({
    changes,
    scripts: z.array(z.object({ id: words, diff: lineDiff })),
  }) satisfies z.ZodMiniType<PipelineDiff>,
);

export const pipelineHealth = named(
  "PipelineHealth",
  z.object({
    trigger: words,
    runs: count,
    errors: count,
    blocked: count,
    errorRate: z.number(),
    flagged: z.boolean(),
    since: time,
    partial: z.boolean(),
    rollbackTo: optional(count),
  }) satisfies z.ZodMiniType<PipelineHealth>,
);
