import { readFile } from "node:fs/promises";
import { WrongAnswer, type Contestant, type Peer } from "./peer.ts";
import type { Scenario } from "../scenarios/scenario.ts";

const folder = new URL("../../build/wasm/", import.meta.url);

/** What native/vm_module.cpp exports. */
interface Vm {
  prepare(code: string): string;
  run(): number;
}

/** The VM with our patches: every instruction is counted. */
export const meteredVm = bareVm("metered VM", "bench_vm_metered", "our patched Lua alone in WebAssembly: one chunk");
/** The VM without. */
export const unmeteredVm = bareVm("unmetered VM", "bench_vm_unmetered", "pristine Lua alone in WebAssembly, same flags");

function bareVm(name: string, target: string, description: string): Peer {
  return {
    name,
    description: `${description}, compiled once, no context and no result table`,
    cannot: ({ name: scenario }) => (isLoop(scenario) ? undefined : "a bare VM has no pipeline, context or helpers"),
    async prepare(scenario) {
      const vm = await start(target);
      const problem = vm.prepare(numberChunk(scenario));
      if (problem !== "") throw new Error(problem);
      return vmContestant(scenario, vm);
    },
  };
}

function isLoop(scenario: string): boolean {
  return scenario === "loop" || scenario === "long-loop";
}

/** The scenario's script, its table replaced by the sum in it. */
function numberChunk({ layers }: Scenario): string {
  return layers[0]![0]!.lua.replace(/return .*$/, "return s");
}

async function start(target: string): Promise<Vm> {
  const { default: glue } = (await import(new URL(`${target}.mjs`, folder).href)) as {
    default: (options: { wasmBinary: Uint8Array }) => Promise<Vm>;
  };
  return glue({ wasmBinary: await readFile(new URL(`${target}.wasm`, folder)) });
}

function vmContestant(scenario: Scenario, vm: Vm): Contestant {
  return {
    async batch({ samples, milliseconds }) {
      const times: number[] = [];
      const end = performance.now() + milliseconds;
      do {
        const begun = performance.now();
        const sum = vm.run();
        times.push((performance.now() - begun) * 1_000);
        if (sum !== scenario.answer.data["s"]) throw new WrongAnswer(scenario, sum);
      } while (times.length < samples && performance.now() < end);
      return times;
    },
    async close() {},
  };
}
