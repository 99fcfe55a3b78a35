import { createControl, createEngine, defineHook, memoryStore, type KeyValueStore } from "../../dist/index.node.js";
import { EngineInstance } from "../../dist/engine-instance.js";
import { compileModule } from "../../dist/module/compile.js";
import { loadWasm } from "../../dist/module/node.js";
import { startInstance } from "../../dist/module/start.js";
import type { Scenario } from "../scenarios/scenario.ts";
import { FetchStub } from "./fetch-stub.ts";
import { inProcess, type Peer } from "./peer.ts";
import { benchTrigger, planOf } from "./sluice-plan.ts";

/** The engine's options that a scenario needs. */
export function engineOptions(scenario: Scenario) {
  return {
    fetch: new FetchStub(scenario).fetch,
    ...(scenario.instructions !== undefined && { limits: { instructions: scenario.instructions } }),
  };
}

/** The package as a caller without a store uses it. */
export const sluiceExecute: Peer = {
  name: "sluice",
  description: "Sluice in WebAssembly: createEngine().execute() of the built package; the trace is built and parsed",
  cannot: () => undefined,
  async prepare(scenario) {
    const engine = await createEngine(engineOptions(scenario));
    const plan = planOf(scenario);
    return inProcess(scenario, async () => (await engine.execute(plan, scenario.context)).outcome, {
      close: () => engine.close(),
    });
  },
};

const acceptAnything = defineHook({
  name: benchTrigger,
  mode: "enrichment",
  context: {
    "~standard": { version: 1, vendor: "benchmarks", validate: (value: unknown) => ({ value: value as object }) },
  },
});

/** The package as a deployment uses it: the pipeline published, the trace saved. */
export const sluiceRun: Peer = {
  name: "sluice run",
  description:
    "the same through run(): pointer and plan from memoryStore(), the context checked, the trace saved after the answer",
  cannot: () => undefined,
  async prepare(scenario) {
    const store = memoryStore();
    await publish(store, scenario);
    const engine = await createEngine({ ...engineOptions(scenario), store, hooks: [acceptAnything] });
    return inProcess(scenario, () => engine.run(benchTrigger, scenario.context), {
      afterBatch: () => dropTraces(store),
      close: () => engine.close(),
    });
  },
};

async function publish(store: KeyValueStore, scenario: Scenario): Promise<void> {
  const limits = scenario.instructions === undefined ? {} : { limits: { instructions: scenario.instructions } };
  const control = createControl({ store, actor: "benchmarks", ...limits });
  for (const { id, lua } of scenario.layers.flat()) await control.scripts.save({ id, code: lua });
  const layers = scenario.layers.map((layer) => layer.map(({ id }) => id));
  await control.pipelines.publish({ trigger: benchTrigger, mode: "enrichment", layers, ...limits });
}

/** A store keeps traces for a month; the benchmark would fill the memory with them. */
async function dropTraces(store: KeyValueStore): Promise<void> {
  for (const prefix of ["sluice:tr:", "sluice:ix:"]) {
    for (;;) {
      const { keys, cursor } = await store.list({ prefix });
      for (const { name } of keys) await store.delete(name);
      if (cursor === undefined) break;
    }
  }
}

/** The boundary alone: the difference to `sluice` is what the package and the trace cost. */
export const sluiceBoundary: Peer = {
  name: "sluice boundary",
  description: "engine.wasm called directly, without a trace: start() on a loaded plan and JSON.parse of its answer",
  cannot: ({ fetches }) => (fetches > 0 ? "a bare boundary has no host that fetches" : undefined),
  async prepare(scenario) {
    const module = await startInstance(await compileModule(await loadWasm()));
    const limits = scenario.instructions === undefined ? {} : { limits: { instructions: scenario.instructions } };
    const { handle } = new EngineInstance(module, limits).load(JSON.stringify(planOf(scenario)));
    const [traceId, seed] = ["00112233445566778899aabbccddeeff", "0123456789abcdef"];
    return inProcess(scenario, async () => {
      const context = JSON.stringify(scenario.context);
      const step = module.start(handle, context, traceId, seed, 1, "", "", false, false, false);
      return (JSON.parse(step) as { outcome: unknown }).outcome;
    });
  },
};
