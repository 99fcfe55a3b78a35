import startGlue, { type Trapping } from "../../build/wasm/engine-test.mjs";
import { openEngine } from "../../dist/engine.js";
import type { EngineModule } from "../../dist/module/engine-module.js";
import { withStepTexts } from "../../dist/module/step-texts.js";
import type { Engine, EngineOptions, Outcome, Plan } from "sluice";

/** An engine of the test build, whose instances trap when told to. */
export interface CrashingEngine {
  readonly engine: Engine;
  /** The next `advance` of any execution of this context member `n` traps. */
  trapNext(n: number): void;
  /** How many instances were started. */
  readonly instances: () => number;
}

type TestModule = EngineModule & Trapping;

/** Makes one from the compiled engine-test.wasm. */
function openCrashingEngine(compiled: WebAssembly.Module, options: EngineOptions): CrashingEngine {
  const doomed = new Set<number>();
  let instances = 0;
  const start = async (): Promise<EngineModule> => {
    instances++;
    return trapping(await startTestModule(compiled), doomed);
  };
  const engine = openEngine(options, { start, engineHash: "0".repeat(64), clock: "live" });
  return { engine, trapNext: (n) => void doomed.add(n), instances: () => instances };
}

function startTestModule(compiled: WebAssembly.Module): Promise<TestModule> {
  return new Promise((resolve, reject) => {
    const instantiateWasm = (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object => {
      WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled), reject);
      return {};
    };
    startGlue({ instantiateWasm }).then((glue) => resolve(withStepTexts(glue)), reject);
  });
}

/** `module`, with the calls that advance a doomed execution ending in its trap. */
function trapping(module: TestModule, doomed: Set<number>): EngineModule {
  const numbers = new Map<number, number>();
  return {
    ...module,
    start: (plan, contextJson, ...options) => {
      const answer = module.start(plan, contextJson, ...options);
      const { execution } = JSON.parse(answer) as { execution?: number };
      if (execution !== undefined) numbers.set(execution, (JSON.parse(contextJson) as { n: number }).n);
      return answer;
    },
    advance: (execution, repliesJson) => {
      if (doomed.delete(numbers.get(execution) ?? -1)) module.trap(execution, repliesJson);
      return module.advance(execution, repliesJson);
    },
  };
}

/** Two layers: each script fetches, reads a secret bound to the host, sends it along, and counts what came back. */
const plan: Plan = {
  trigger: "check",
  mode: "blocking",
  failureText: "Not now.",
  layers: [
    [
      {
        id: "first",
        code: `
local n = context.n
local key = helpers.secret("KEY")
local r = helpers.fetch("https://numbers.example.com/first/" .. n, {headers = {authorization = key}})
return {data = {first = r.body.n, random = math.random(1000000)}}`,
      },
    ],
    [
      {
        id: "second",
        code: `
local r = helpers.fetch("https://numbers.example.com/second/" .. context.n,
  {headers = {authorization = helpers.secret("KEY")}})
return {data = {second = r.body.n, random2 = context.prev.random}}`,
      },
    ],
  ],
};

/** What the scenario came to. */
export interface CrashReport {
  /** By context member `n`. */
  readonly outcomes: readonly Outcome[];
  /** The same executions, with the same seeds, where nothing crashes. */
  readonly undisturbed: readonly Outcome[];
  /** Every URL that was fetched, sorted; each twice or more would be a repeated effect. */
  readonly fetched: readonly string[];
  /** Values of the authorization header that were sent. */
  readonly credentials: readonly string[];
  readonly instances: number;
  readonly active: number;
}

export const inFlight = 20;

/**
 * 20 executions in flight, each with a fetch begun. The answers arrive one after another; execution 7 traps in the
 * middle of its first advance, execution 13 in the middle of its second.
 */
export async function crashReport(compiled: WebAssembly.Module): Promise<CrashReport> {
  const undisturbed = await runAll(openCrashingEngine(compiled, { onError: () => undefined }), []);
  const crashing = openCrashingEngine(compiled, { onError: () => undefined });
  const { outcomes, fetched, credentials } = await runAll(crashing, [7, 13]);
  const { active } = crashing.engine.stats();
  return {
    outcomes,
    undisturbed: undisturbed.outcomes,
    fetched: fetched.toSorted(),
    credentials: [...new Set(credentials)],
    instances: crashing.instances(),
    active,
  };
}

async function runAll({ engine, trapNext }: CrashingEngine, doomed: readonly number[]) {
  const fetched: string[] = [];
  const credentials: string[] = [];
  const waiting: (() => void)[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    fetched.push(url);
    credentials.push(new Headers(init.headers).get("authorization") ?? "");
    await new Promise<void>((resolve) => waiting.push(resolve));
    return Response.json({ n: Number(url.slice(url.lastIndexOf("/") + 1)) });
  };
  const numbers = Array.from({ length: inFlight }, (_, n) => n);
  const secrets = { KEY: { value: "correct horse", hosts: ["numbers.example.com"] } };
  const seed = (n: number) => n.toString(16).padStart(16, "0");
  const executions = numbers.map((n) => engine.execute(plan, { n }, { fetch, secrets, seed: seed(n) }));
  const ended = Promise.all(executions);
  // The secrets are answered by the host at once: what is in flight then are the fetches of the first layer.
  await until(() => waiting.length === inFlight);
  for (const n of doomed.slice(0, 1)) trapNext(n);
  waiting.splice(0).forEach((answer) => answer());
  await until(() => waiting.length >= inFlight - 1);
  for (const n of doomed.slice(1)) trapNext(n);
  waiting.splice(0).forEach((answer) => answer());
  return { outcomes: (await ended).map(({ outcome }) => outcome), fetched, credentials };
}

/** Lets the event loop turn until `holds`. */
async function until(holds: () => boolean): Promise<void> {
  for (let turns = 0; !holds(); turns++) {
    if (turns > 10_000) throw new Error("what the scenario waits for does not happen");
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** What differs from what must come out, a sentence each. */
export function crashFaults(report: CrashReport): string[] {
  const { outcomes, undisturbed, fetched, credentials, instances, active } = report;
  const crashed = JSON.stringify({ allowed: false, error: "Not now.", code: "engine_crash" });
  const faults = outcomes.flatMap((outcome, n) => {
    const expected = n === 7 || n === 13 ? crashed : JSON.stringify(undisturbed[n]);
    const actual = JSON.stringify(outcome);
    return actual === expected ? [] : [`execution ${n}: expected ${expected}, got ${actual}`];
  });
  const urls = ["first", "second"].flatMap((layer) => {
    const numbers = Array.from({ length: inFlight }, (_, n) => n).filter((n) => layer === "first" || n !== 7);
    return numbers.map((n) => `https://numbers.example.com/${layer}/${n}`);
  });
  if (JSON.stringify(fetched) !== JSON.stringify(urls.toSorted())) faults.push(`fetched: ${fetched.join(" ")}`);
  if (JSON.stringify(credentials) !== '["correct horse"]') faults.push(`credentials: ${credentials.join(" ")}`);
  if (undisturbed.some(({ allowed }) => !allowed)) faults.push("an undisturbed execution was denied");
  if (instances !== 3) faults.push(`${instances} instances, expected 3: the first and one after each trap`);
  if (active !== 0) faults.push(`${active} executions are still counted as active`);
  return faults;
}
