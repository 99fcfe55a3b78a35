import type { EngineInstance } from "../../dist/engine-instance.js";
import {
  SluiceError,
  type Engine,
  type EngineOptions,
  type Executed,
  type ExecuteOptions,
  type Plan,
  type Trace,
} from "sluice";
import { defaultSeed, type Case, type ExpectedError, type NamedCase } from "./case.ts";
import { mismatches } from "./match.ts";
import { profileFaults } from "./profile-faults.ts";
import { VirtualHost } from "./virtual-host.ts";

/** What the platform under test brings along. */
export interface CaseTools {
  /** An engine for cases that need no options of their own; used again for each of them. */
  readonly engine: Engine;
  readonly createEngine: (options: EngineOptions) => Promise<Engine>;
  /** A bare instance, for what has no place in the package's API: canonical traces and compiling. */
  readonly probe: EngineInstance;
}

/**
 * Runs one case through the package and answers what differs from its expectation and its golden trace, a sentence
 * each; none means the case passes. With `profile` it runs under a profile, which has to tell where each instruction
 * went. tests/support/run_case.cpp is the same natively.
 */
export async function differencesOf(one: NamedCase, tools: CaseTools, profile = false): Promise<string[]> {
  if (one.case.pipeline !== undefined) return compile(one.case, tools.probe);
  const { result, host } = await observe(one.case, tools, { profile });
  const { expect } = one.case;
  if (result instanceof Error) return compareError(expect.error, result);
  return [
    ...host.faults,
    ...compareHost(one.case, host),
    ...compareOutcome(one.case, result),
    ...compareTrace(one, result.trace, tools.probe),
    ...(profile ? profileFaults(result) : []),
  ];
}

/** The canonical trace that a case leaves now, or undefined when it leaves none. */
export async function canonicalTraceOf(one: NamedCase, tools: CaseTools): Promise<string | undefined> {
  if (one.case.plan === undefined) return undefined;
  const { result } = await observe(one.case, tools);
  return result instanceof Error ? undefined : canonicalText(result.trace, tools.probe);
}

/** What came of a case, and what its host saw. */
export interface Observed {
  readonly result: Executed | SluiceError;
  readonly host: VirtualHost;
}

/** Runs the plan of a case on its scripted host; `more` are options beside those of the case. */
export async function observe(one: Case, tools: CaseTools, more: ExecuteOptions = {}): Promise<Observed> {
  const { env, limits } = one.host ?? {};
  const own = env !== undefined || limits !== undefined;
  const engine = own ? await tools.createEngine({ ...(env && { env }), ...(limits && { limits }) }) : tools.engine;
  const host = new VirtualHost(one.host ?? {});
  const releaseTimers = host.takeOverTimers();
  try {
    const result = await engine.execute(one.plan as unknown as Plan, (one.context ?? {}) as object, {
      ...options(one, host),
      ...more,
    });
    return { result, host };
  } catch (error) {
    if (error instanceof SluiceError) return { result: error, host };
    throw error;
  } finally {
    releaseTimers();
    if (own) await engine.close();
  }
}

function options(one: Case, host: VirtualHost): ExecuteOptions {
  const { secrets = {}, seed = defaultSeed } = one.host ?? {};
  return { ...one.meta, secrets, seed, fetch: host.fetch, now: host.now };
}

function compareError(expected: ExpectedError | undefined, actual: SluiceError): string[] {
  if (expected === undefined) return [`refused: ${actual.code}: ${actual.message}`];
  const { code, message, field } = actual;
  return mismatches(expected, { code, message, field }, "error");
}

function compareOutcome(one: Case, result: Executed): string[] {
  const expected = JSON.stringify(one.expect.outcome);
  const actual = JSON.stringify(result.outcome);
  return expected === actual ? [] : [`outcome: expected ${expected ?? "a refusal"}, got ${actual}`];
}

function compareHost(one: Case, host: VirtualHost): string[] {
  const { requests, mostOpen } = one.expect;
  return [
    ...(requests === undefined ? [] : mismatches(requests, host.requests, "requests")),
    ...(mostOpen === undefined || mostOpen === host.mostOpen ? [] : [`requests open at once: ${host.mostOpen}`]),
  ];
}

function compareTrace(one: NamedCase, trace: Trace | undefined, probe: EngineInstance): string[] {
  const { trace: expected, absent = [] } = one.case.expect;
  if (trace === undefined) return expected === null ? [] : ["no trace"];
  return [
    ...(expected === undefined ? [] : mismatches(expected, trace, "trace")),
    ...forbiddenTexts(absent, JSON.stringify(trace)),
    ...compareGolden(one.golden, canonicalText(trace, probe)),
  ];
}

function forbiddenTexts(absent: readonly string[], trace: string): string[] {
  return absent.filter((text) => trace.includes(text)).map((text) => `the trace has ${text}`);
}

function canonicalText(trace: Trace | undefined, probe: EngineInstance): string | undefined {
  return trace === undefined ? undefined : JSON.stringify(probe.convertTrace("canonical", trace));
}

function compareGolden(golden: string | undefined, canonical: string | undefined): string[] {
  if (golden === undefined) return ["the case has no trace.json (tests/support/update-traces.ts writes it)"];
  return golden === canonical ? [] : [`canonical trace\n  expected ${golden}\n  got      ${canonical}`];
}

function compile(one: Case, probe: EngineInstance): string[] {
  const { layers, problems, error } = one.expect;
  try {
    const compiled = probe.compile(JSON.stringify(one.pipeline));
    if (problems !== undefined) return mismatches(problems, compiled.problems, "problems");
    if (compiled.plan === undefined) return [`no plan: ${JSON.stringify(compiled.problems)}`];
    const { layers: scripts } = compiled.plan as unknown as Plan;
    return mismatches(layers, scripts.map((layer) => layer.map((script) => script.id)), "layers");
  } catch (thrown) {
    if (thrown instanceof SluiceError) return compareError(error, thrown);
    throw thrown;
  }
}
