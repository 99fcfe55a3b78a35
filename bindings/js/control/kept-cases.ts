import * as z from "zod/mini";

import { findingLines } from "../cases/compare.ts";
import { Purse } from "../cases/purse.ts";
import { runWithin, type CaseResult } from "../cases/run-cases.ts";
import { check, notFound } from "../check-options.ts";
import { SluiceError } from "../errors.ts";
import type { PipelineProblem } from "../plan.ts";
import type { KeptCases } from "./api-cases.ts";
import type { CaseCounts, CasesRun, KeptCaseResult, PipelineDraft, RunCasesWish } from "./api-pipelines.ts";
import { casesName } from "./arguments.ts";
import { allCases } from "./cases.ts";
import { compilePipeline, type CompiledPipeline } from "./compiling.ts";
import type { Desk } from "./desk.ts";
import { resolvePipeline } from "./drafts.ts";

/**
 * What the cases of a pipeline may take together: a request waits for them, on Workers with a bound of its own on CPU
 * time. 500 cases of the examples execute less than a tenth of it.
 */
const budget = { instructions: 20_000_000, ms: 10_000 };
const maxCases = 500;

/** What is told of a case that fails; scripts choose how long their results are. */
const maxFindings = 10;
const maxText = 500;
const maxProblems = 20;
const maxProblemFindings = 3;

const runCasesWish = z.looseObject({ file: z.optional(casesName) }, "must be an object");

/** Runs the cases that are kept for a trigger on a pipeline, or its draft, without any effect. */
export async function runKeptCases(
  desk: Desk,
  pipeline: PipelineDraft | string,
  wish: RunCasesWish,
): Promise<CasesRun> {
  check(runCasesWish, wish);
  const compiled = await compilePipeline(desk, await resolvePipeline(desk, pipeline));
  const { trigger } = compiled.plan;
  const files = await keptFor(desk, trigger);
  const wanted = files.filter(({ name }) => wish.file === undefined || name === wish.file);
  if (wanted.length === 0 && wish.file !== undefined) {
    throw notFound("options.file", `is no file of cases for the pipeline of ${trigger}: ${wish.file}`);
  }
  return runFiles(desk, compiled, wanted);
}

/**
 * Runs the cases of a pipeline that is to be published. Undefined: there are none. Rejects with `dry_run_failed` and
 * those that fail as problems, unless `allowFailing`.
 */
export async function requireCases(
  desk: Desk,
  compiled: CompiledPipeline,
  allowFailing: boolean,
): Promise<CaseCounts | undefined> {
  const files = await keptFor(desk, compiled.plan.trigger);
  const { passed, failed, results } = await runFiles(desk, compiled, files);
  if (results.length === 0) return undefined;
  if (failed === 0 || allowFailing) return { passed, failed };
  const message =
    `${failed} of the ${results.length} cases of ${compiled.plan.trigger} fail. Correct the pipeline or the cases, ` +
    "or give allowFailingCases: true to publish all the same.";
  const problems = results.filter((result) => !result.passed).map(problemOf);
  throw new SluiceError("dry_run_failed", message, { field: "pipeline", problems: problems.slice(0, maxProblems) });
}

/** Files that bring a pipeline of their own say nothing about that of the trigger. */
async function keptFor(desk: Desk, trigger: string): Promise<KeptCases[]> {
  const files: KeptCases[] = [];
  for await (const kept of allCases(desk)) {
    if (kept.trigger === trigger && !kept.ownPipeline) files.push(kept);
  }
  return files;
}

/** As `sluice test` runs them: which secrets the store has is not what a case is about. */
async function runFiles(
  { caseTools }: Desk,
  { plan: { secrets: _, ...plan } }: CompiledPipeline,
  files: readonly KeptCases[],
): Promise<CasesRun> {
  const purse = new Purse(budget);
  const results: KeptCaseResult[] = [];
  for (const { name, file } of files) {
    const left = Math.max(0, maxCases - results.length);
    const run = { ...file, cases: file.cases.slice(0, left) };
    const { results: ran } = await runWithin(run, { ...caseTools, plan }, purse);
    results.push(...ran.map((result) => resultOf(name, result)));
    results.push(...file.cases.slice(left).map((one) => notRun(name, one.name)));
  }
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed, results };
}

function resultOf(file: string, { name, passed, findings, instructions }: CaseResult): KeptCaseResult {
  const told = findings.slice(0, maxFindings).map(({ what, expected, actual }) => ({
    what: cut(what),
    ...(expected !== undefined && { expected: cut(expected) }),
    ...(actual !== undefined && { actual: cut(actual) }),
  }));
  return { file, name, passed, findings: told, instructions };
}

function notRun(file: string, name: string): KeptCaseResult {
  const what = `it was not run: a pipeline has at most ${maxCases} cases`;
  return { file, name, passed: false, findings: [{ what }], instructions: 0 };
}

function problemOf({ file, name, findings }: KeptCaseResult): PipelineProblem {
  const words = findings.slice(0, maxProblemFindings).map((one) => findingLines(one).join(" "));
  return { kind: "case_failed", message: `${name}: ${words.join("; ")}`, nodes: [file] };
}

function cut(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text;
}
