import type { Engine, Outcome, Plan, Span } from "sluice";
import { defaultNow, defaultSeed } from "./case.ts";
import { goodScript, readSetting, type CorpusScript } from "./corpus.ts";
import { profileFaults } from "./profile-faults.ts";

/** What became of a script. */
export interface CorpusResult {
  /** A class of the headers, or what is never one: "leaked", or the error's code. */
  readonly verdict: string;
  readonly outcome: Outcome;
  readonly line: number;
  readonly instructions: number;
  /** What else went wrong: with a second run, beside another script, or for the good script afterwards. */
  readonly faults: readonly string[];
}

type Run = Omit<CorpusResult, "faults">;
type Layers = Plan["layers"];

/** A refused script call; which code fits is the catalog's and the golden outcome's business. */
const denied = new Set([
  "syntax_error", "runtime_error", "invalid_result", "limit_size", "limit_output", "limit_fetch", "fetch_denied",
  "fetch_failed", "helper_error", "secret_bound",
]);
const limits = new Set(["limit_instructions", "limit_memory", "limit_time"]);

const setting = readSetting();
const good = { id: "good", code: goodScript() };

/** Runs one script of tests/corpus through the package; run_corpus.cpp is the same natively. */
export async function runCorpusScript(engine: Engine, script: CorpusScript): Promise<CorpusResult> {
  const isolation = script.classes[0] === "isolated";
  const { run, faults } = isolation ? await runForIsolation(engine, script) : await runAlone(engine, script);
  const afterwards = [...faults, ...(await runGood(engine))];
  const beside = isolation ? [] : await runBesideGood(engine, script, run);
  return { ...run, faults: [...afterwards, ...beside] };
}

interface Observed {
  readonly outcome: Outcome;
  readonly spanOf: (scriptId: string) => Span;
  /** What is wrong with its profile, if it has one. */
  readonly faults: readonly string[];
}

async function execute(
  engine: Engine,
  layers: Layers,
  onError: "block" | "allow" = "block",
  profile = false,
): Promise<Observed> {
  const plan: Plan = { trigger: "corpus", mode: "blocking", onError, layers };
  const { secrets = {} } = setting.host;
  const options = { secrets, seed: defaultSeed, now: () => defaultNow, fetch: async () => Response.json({ ok: true }) };
  const executed = await engine.execute(plan, setting.context, { ...options, profile });
  const { outcome, trace } = executed;
  const spanOf = (scriptId: string): Span => {
    const span = trace?.spans.find((one) => one.scriptId === scriptId && one.parentId === undefined);
    if (!span) throw new Error(`${scriptId} has no span`);
    return span;
  };
  return { outcome, spanOf, faults: profile ? profileFaults(executed) : [] };
}

function verdictOf({ errorCode: code }: Span): string {
  if (code === undefined) return "ok";
  if (limits.has(code)) return code.replace("limit_", "limit:");
  return denied.has(code) ? "denied" : code;
}

function runOf({ outcome, spanOf }: Observed): Run {
  const span = spanOf("script");
  return { verdict: verdictOf(span), outcome, line: span.line ?? 0, instructions: span.instructions ?? 0 };
}

function inShort({ verdict, line, instructions }: Run): string {
  return `${verdict} at line ${line} after ${instructions} instructions`;
}

function isSameRun(a: Run, b: Run): boolean {
  return inShort(a) === inShort(b);
}

async function runAlone(engine: Engine, { code }: CorpusScript): Promise<{ run: Run; faults: string[] }> {
  const alone = [[{ id: "script", code }]];
  const run = runOf(await execute(engine, alone));
  const again = runOf(await execute(engine, alone));
  const profiled = await execute(engine, alone, "block", true);
  const compare = (when: string, later: Run): string[] => {
    const same = isSameRun(run, later) && JSON.stringify(run.outcome) === JSON.stringify(later.outcome);
    return same ? [] : [`${when} gave ${inShort(later)} and ${JSON.stringify(later.outcome)}`];
  };
  const faults = [
    ...compare("the second run", again),
    ...compare("the run under a profile", runOf(profiled)),
    ...profiled.faults,
  ];
  return { run, faults };
}

async function runGood(engine: Engine): Promise<string[]> {
  const { outcome } = await execute(engine, [[good]]);
  const answer = outcome.allowed ? outcome.data : outcome;
  const right = JSON.stringify(answer) === JSON.stringify(setting.good.answer);
  return right ? [] : [`the good script afterwards answered ${JSON.stringify(answer)}`];
}

async function runBesideGood(engine: Engine, { code }: CorpusScript, run: Run): Promise<string[]> {
  const observed = await execute(engine, [[{ id: "script", code }, good]], "allow");
  const beside = runOf(observed);
  const verdict = verdictOf(observed.spanOf("good"));
  return [
    ...(isSameRun(run, beside) ? [] : [`beside the good script it gave ${inShort(beside)}`]),
    ...(verdict === "ok" ? [] : [`the good script beside it gave ${verdict}`]),
  ];
}

function wrapped(code: string, end: string): string {
  return `local function main(...) ${code}\nend ${end}`;
}

function cleanIn(outcome: Outcome): unknown {
  return outcome.allowed ? (outcome.data as Record<string, unknown> | undefined)?.clean : undefined;
}

/** One run of a script that must not find anything of another run. */
async function runIsolated(engine: Engine, { code }: CorpusScript): Promise<Run> {
  const once = wrapped(code, "return {allowed = true, data = main()}");
  const run = runOf(await execute(engine, [[{ id: "script", code: once }]]));
  if (run.verdict !== "ok") return run;
  const clean = cleanIn(run.outcome);
  return { ...run, verdict: typeof clean !== "boolean" ? "unclear" : clean ? "isolated" : "leaked" };
}

/** Twice, after a run that a limit cut off, and beside itself. */
async function runForIsolation(engine: Engine, script: CorpusScript): Promise<{ run: Run; faults: string[] }> {
  const run = await runIsolated(engine, script);
  const compare = (when: string, later: Run): string[] =>
    isSameRun(run, later) ? [] : [`${when} it gave ${inShort(later)}`];
  const faults = compare("the second time", await runIsolated(engine, script));

  await execute(engine, [[{ id: "script", code: wrapped(script.code, "main() while true do end") }]]);
  faults.push(...compare("after a run that was cut off", await runIsolated(engine, script)));

  if (run.verdict === "isolated" && !(await isIsolatedFromItself(engine, script))) {
    faults.push("it is not isolated from itself");
  }
  return { run, faults };
}

async function isIsolatedFromItself(engine: Engine, script: CorpusScript): Promise<boolean> {
  const code = wrapped(script.code, 'helpers.fetch("https://a.example.com/") return {data = main()}');
  const collect = "return {data = {clean = context.outputs.a.clean and context.outputs.b.clean}}";
  const layers = [[{ id: "a", code }, { id: "b", code }], [{ id: "c", code: collect }]];
  const { outcome } = await execute(engine, layers, "allow");
  return cleanIn(outcome) === true;
}
