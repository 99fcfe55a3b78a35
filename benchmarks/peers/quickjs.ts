import { newQuickJSWASMModule, type QuickJSContext, type QuickJSHandle, type QuickJSRuntime } from "quickjs-emscripten";
import type { JsonObject } from "../scenarios/scenario.ts";
import { FetchStub } from "./fetch-stub.ts";
import { inProcess, type Peer } from "./peer.ts";
import { fetchedAnswer, runPipeline, type RunScript, type ScriptAnswer } from "./pipeline.ts";

const memoryBytes = 80 * 1024 * 1024;
const scriptMs = 10_000;

/** Context in and answer out are JSON text, QuickJS's own fastest way. */
function program(body: string): string {
  return `(async (context) => JSON.stringify(await (async () => {${body}})()))(JSON.parse(input))`;
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
  addHelpers(vm, stub);
  const promise = vm.unwrapResult(vm.evalCode(code));
  const settled = vm.resolvePromise(promise);
  promise.dispose();
  vm.runtime.executePendingJobs();
  const result = vm.unwrapResult(await settled);
  const text = result.consume((handle: QuickJSHandle) => vm.getString(handle));
  return JSON.parse(text) as ScriptAnswer;
}

function addHelpers(vm: QuickJSContext, stub: FetchStub): void {
  const helpers = vm.newObject();
  const fetch = vm.newFunction("fetch", (url) => {
    const promise = vm.newPromise();
    void stub
      .fetch(vm.getString(url))
      .then(fetchedAnswer)
      .then((answer) => {
        const text = vm.newString(JSON.stringify(answer));
        promise.resolve(text);
        text.dispose();
        vm.runtime.executePendingJobs();
      })
      .finally(() => promise.dispose());
    return promise.handle;
  });
  vm.setProp(helpers, "fetchText", fetch);
  fetch.dispose();
  vm.setProp(vm.global, "helpers", helpers);
  helpers.dispose();
  vm.unwrapResult(vm.evalCode("helpers.fetch = async (url) => JSON.parse(await helpers.fetchText(url))")).dispose();
}
