import { newQuickJSWASMModule, type QuickJSContext, type QuickJSRuntime } from "quickjs-emscripten";
import type { JsonObject } from "../scenarios/scenario.ts";
import { FetchStub } from "./fetch-stub.ts";
import { inProcess, type Peer } from "./peer.ts";
import { fetchedAnswer, runPipeline, type RunScript, type ScriptAnswer } from "./pipeline.ts";

const memoryBytes = 80 * 1024 * 1024;
const scriptMs = 10_000;

/** Context, answers of fetches and the result cross as JSON text, which costs fewer calls than values one by one. */
function program(body: string): string {
  return `
const helpers = { fetch: async (url) => JSON.parse(await fetchText(url)) };
const run = async (context) => {${body}};
run(JSON.parse(input)).then(JSON.stringify);`;
}

/** quickjs-emscripten, the equivalent script in JavaScript. */
export const quickjs: Peer = {
  name: "quickjs",
  description:
    "quickjs-emscripten 0.32.0, the same scripts in JavaScript, a new context for each script run, memory limit, " +
    "interrupt handler with a deadline; no trace",
  cannot: () => undefined,
  async prepare(scenario) {
    const module = await newQuickJSWASMModule();
    const runtime = module.newRuntime();
    runtime.setMemoryLimit(memoryBytes);
    const stub = new FetchStub(scenario);
    const runScript = scriptRunner(runtime, stub);
    return inProcess(scenario, () => runPipeline(scenario, runScript), { close: () => runtime.dispose() });
  },
};

function scriptRunner(runtime: QuickJSRuntime, stub: FetchStub): RunScript {
  return async (script, context) => {
    const deadline = Date.now() + scriptMs;
    runtime.setInterruptHandler(() => Date.now() > deadline);
    const vm = runtime.newContext();
    try {
      return await evaluate(vm, program(script.js), context, stub);
    } finally {
      vm.dispose();
    }
  };
}

async function evaluate(
  vm: QuickJSContext,
  code: string,
  context: JsonObject,
  stub: FetchStub,
): Promise<ScriptAnswer | undefined> {
  vm.newString(JSON.stringify(context)).consume((input) => vm.setProp(vm.global, "input", input));
  addFetch(vm, stub);
  const promise = vm.unwrapResult(vm.evalCode(code));
  const settled = vm.resolvePromise(promise);
  promise.dispose();
  vm.runtime.executePendingJobs();
  const result = vm.unwrapResult(await settled);
  const text = result.consume((handle) => vm.getString(handle));
  return JSON.parse(text) as ScriptAnswer;
}

/** `fetchText(url)`: a promise of the answer as JSON text. */
function addFetch(vm: QuickJSContext, stub: FetchStub): void {
  const fetchText = vm.newFunction("fetchText", (url) => {
    const promise = vm.newPromise();
    void stub
      .fetch(vm.getString(url))
      .then(fetchedAnswer)
      .then((answer) => {
        vm.newString(JSON.stringify(answer)).consume((text) => promise.resolve(text));
        vm.runtime.executePendingJobs();
      })
      .finally(() => promise.dispose());
    return promise.handle;
  });
  fetchText.consume((handle) => vm.setProp(vm.global, "fetchText", handle));
}
