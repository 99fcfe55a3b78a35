import type { Plan } from "../../dist/index.node.js";
import type { Scenario } from "../scenarios/scenario.ts";

/** A hook of the benchmarks' own, of mode enrichment, because all scenarios answer data. */
export const benchTrigger = "bench_trigger";

/** A scenario as a Sluice plan. */
export function planOf({ layers, instructions }: Scenario): Plan {
  return {
    trigger: benchTrigger,
    mode: "enrichment",
    ...(instructions !== undefined && { limits: { instructions } }),
    layers: layers.map((layer) => layer.map(({ id, lua }) => ({ id, code: lua }))),
  };
}
