import type { Engine } from "../api.ts";
import { checkContext } from "../context.ts";
import { SluiceError } from "../errors.ts";
import { HookRegistry } from "../hook-registry.ts";
import type { HookDefinition } from "../hooks.ts";
import type { FetchPolicy } from "../host/fetch-policy.ts";
import type { EngineOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import type { Plan } from "../plan.ts";
import type { ScriptProfile } from "../profile.ts";
import { memoryStore } from "../stores/memory.ts";
import type { Span, Trace } from "../trace.ts";
import type { Case, CaseFile } from "./case-file.ts";
import { differences, finding, type Finding } from "./compare.ts";
import { coverageOf, type ScriptCoverage } from "./coverage.ts";
import { Purse, type CaseBudget } from "./purse.ts";
import { notedFetch, requestFindings, type MadeRequest } from "./requests.ts";

export interface RunCasesOptions {
  /** That of the platform, as `sluice` exports it. */
  readonly createEngine: (options: EngineOptions) => Promise<Engine>;
  /** What is tested. */
  readonly plan: Plan;
  /** Names of the cases to run; default: all. */
  readonly only?: (name: string) => boolean;
  /** Whether the report says which statements ran. Slows scripts down and changes nothing else. */
  readonly coverage?: boolean;
  /** Hooks of your own, as the engine has them. */
  readonly hooks?: readonly HookDefinition[];
  /** As the engine's. */
  readonly fetchPolicy?: FetchPolicy;
  /** How long one case may take; default 10,000. */
  readonly timeoutMs?: number;
  /** What all cases together may take; those for which nothing is left fail without being run. Default: anything. */
  readonly budget?: CaseBudget;
  /** Aborting it ends the run; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Told of each case as it ends. */
  readonly onResult?: (result: CaseResult) => void;
}

/** What became of a case. */
export interface CaseResult {
  readonly name: string;
  readonly passed: boolean;
  /** What is not as expected; none when it passed. */
  readonly findings: readonly Finding[];
  /** Absent when it could not be run. */
  readonly outcome?: Outcome;
  /** Absent where nothing ran. */
  readonly trace?: Trace;
  readonly requests: readonly MadeRequest[];
  /** Of all scripts together. */
  readonly instructions: number;
}

export interface CaseReport {
  readonly trigger: string;
  readonly results: readonly CaseResult[];
  readonly passed: number;
  readonly failed: number;
  /** Of each script of the plan, over all cases; with `coverage`. */
  readonly coverage?: readonly ScriptCoverage[];
}

/** 2026-01-01T00:00:00Z */
const defaultNow = 1_767_225_600_000;
const defaultSeed = "0000000000000001";

/**
 * Runs cases one after another, each with mocks, secrets, counters, clock and seed of its own, so that neither their
 * order nor the day of the week changes what comes of them. Nothing is fetched or saved. A case that fails, or cannot
 * be run, is told in the report; rejects with `invalid_plan` for a plan that nobody could run.
 */
export function runCases(file: CaseFile, options: RunCasesOptions): Promise<CaseReport> {
  return runWithin(file, options, new Purse(options.budget));
}

/** The same for one of several files that share a budget. */
export async function runWithin(
  file: CaseFile,
  options: Omit<RunCasesOptions, "budget">,
  purse: Purse,
): Promise<CaseReport> {
  const { plan, only = () => true, coverage = false, onResult } = options;
  const engines = new EngineByEnv(options, purse);
  const results: CaseResult[] = [];
  const profiles: ScriptProfile[] = [];
  const breathe = turnsFor(options.signal);
  try {
    for (const each of file.cases.filter(({ name }) => only(name))) {
      await breathe();
      options.signal?.throwIfAborted();
      const result = purse.isEmpty
        ? resultWithout(each, `it was not run: ${purse.limit}`)
        : await runCase(file, each, { ...options, engines, profiles, purse });
      results.push(result);
      onResult?.(result);
    }
  } finally {
    await engines.close();
  }
  const passed = results.filter((result) => result.passed).length;
  const counts = { passed, failed: results.length - passed };
  return { trigger: file.trigger, results, ...counts, ...(coverage && { coverage: coverageOf(plan, profiles) }) };
}

/** Runs that need no host leave no turn to anybody. */
const turnAfterMs = 10;

/** Gives the event loop a turn now and then, without which nobody could abort the signal. */
function turnsFor(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (!signal || performance.now() - last < turnAfterMs) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}

/** Settings are the engine's: cases with the same ones, one after another, share one. There is never more than one. */
class EngineByEnv {
  readonly #options: Pick<RunCasesOptions, "createEngine" | "fetchPolicy">;
  readonly #purse: Purse;
  #key = "";
  #engine: Engine | undefined;

  constructor(options: Pick<RunCasesOptions, "createEngine" | "fetchPolicy">, purse: Purse) {
    this.#options = options;
    this.#purse = purse;
  }

  async get(env: Readonly<Record<string, string>>): Promise<Engine> {
    const key = JSON.stringify(env);
    if (this.#engine && this.#key === key) return this.#engine;
    await this.close();
    this.#purse.spendEngine();
    const { createEngine, fetchPolicy } = this.#options;
    this.#engine = await createEngine({ env, ...(fetchPolicy && { fetchPolicy }), onError: () => undefined });
    this.#key = key;
    return this.#engine;
  }

  async close(): Promise<void> {
    await this.#engine?.close();
    this.#engine = undefined;
  }
}

interface CaseTools extends RunCasesOptions {
  readonly engines: EngineByEnv;
  readonly purse: Purse;
  /** Taken along for the coverage. */
  readonly profiles: ScriptProfile[];
}

interface Run {
  readonly outcome: Outcome;
  readonly trace?: Trace;
  readonly requests: readonly MadeRequest[];
}

async function runCase(file: CaseFile, each: Case, tools: CaseTools): Promise<CaseResult> {
  const timeoutMs = Math.min(tools.timeoutMs ?? 10_000, tools.purse.msLeft);
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const run = await lastRun(file, each, tools, late);
    return run ? resultOf(each, run) : resultWithout(each, `its repetitions were not all run: ${tools.purse.limit}`);
  } catch (error) {
    tools.signal?.throwIfAborted();
    return resultWithout(each, late.aborted ? `it did not end within ${timeoutMs} ms` : faultOfCaller(error));
  }
}

function resultWithout({ name }: Case, what: string): CaseResult {
  return { name, passed: false, findings: [{ what }], requests: [], instructions: 0 };
}

/** Undefined: the budget did not last for all repetitions. */
async function lastRun(file: CaseFile, each: Case, tools: CaseTools, late: AbortSignal): Promise<Run | undefined> {
  const { plan, profiles, purse, coverage = false, hooks = [] } = tools;
  const { context, userId, requestIp, mocks = [], now = defaultNow, seed = defaultSeed, repeat = 1 } = each;
  const hook = new HookRegistry(hooks).find(file.trigger);
  if (hook) await checkContext(hook, context);
  const engine = await tools.engines.get({ ...file.env, ...each.env });
  const signal = tools.signal ? AbortSignal.any([tools.signal, late]) : late;
  const requests: MadeRequest[] = [];
  const options = {
    ...(userId !== undefined && { userId }),
    ...(requestIp !== undefined && { requestIp }),
    fetch: notedFetch(mocks, requests),
    secrets: { ...file.secrets, ...each.secrets },
    counters: memoryStore({ now: () => now }),
    now: () => now,
    seed,
    signal,
    profile: coverage,
  };
  for (let run = 1; ; run++) {
    requests.length = 0;
    const { outcome, trace, profile = [] } = await engine.execute(plan, context, options);
    profiles.push(...profile);
    purse.spendRun(instructionsOf(trace));
    if (run < repeat && purse.isEmpty) return undefined;
    if (run === repeat) return { outcome, requests, ...(trace && { trace }) };
  }
}

function faultOfCaller(error: unknown): string {
  if (error instanceof SluiceError && error.code !== "invalid_plan") return `it could not be run: ${error.message}`;
  throw error;
}

function resultOf({ name, expect }: Case, { outcome, trace, requests }: Run): CaseResult {
  const runs = scriptRuns(trace);
  const instructions = instructionsOf(trace);
  const { outcome: expected, exact = false, status, fetches, maxInstructions } = expect;
  const findings = [
    ...(expected ? differences("outcome", expected, outcome, exact) : []),
    ...(status === undefined ? [] : differences("status", status, trace?.status ?? "success", true)),
    ...failureFindings(runs, expect.errorCode),
    ...requestFindings(requests, fetches),
    ...(maxInstructions === undefined || instructions <= maxInstructions
      ? []
      : [finding("instructions, at most", maxInstructions, instructions)]),
  ];
  return { name, passed: findings.length === 0, findings, outcome, ...(trace && { trace }), requests, instructions };
}

function scriptRuns(trace: Trace | undefined): Span[] {
  return (trace?.spans ?? []).filter(({ parentId }) => parentId === undefined);
}

function instructionsOf(trace: Trace | undefined): number {
  return scriptRuns(trace).reduce((sum, run) => sum + run.instructions, 0);
}

/** A script that failed may deny as a script that decided does: without this, cases would pass for the wrong reason. */
function failureFindings(runs: readonly Span[], expected: string | undefined): Finding[] {
  const failed = runs.find(({ status }) => status === "error");
  if (expected !== undefined)
    return failed?.errorCode === expected ? [] : [finding("errorCode", expected, failed?.errorCode)];
  if (!failed) return [];
  const { scriptId, line, errorCode = "error", statusMessage = "" } = failed;
  return [{ what: `${scriptId}${line === undefined ? "" : `:${line}`} failed with ${errorCode}: ${statusMessage}` }];
}
