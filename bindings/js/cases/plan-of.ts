import type { PipelineDraft } from "../control/api-pipelines.ts";
import type { Plan, PlanScript } from "../plan.ts";

/**
 * What `runCases` runs: a pipeline with its scripts. A pipeline that is drawn as a graph needs its `layers`, as
 * `control.pipelines.list()` tells them. A script that `scriptOf` does not know fails as `script_missing`.
 */
export function planOf(
  pipeline: PipelineDraft,
  scriptOf: (id: string) => Pick<PlanScript, "name" | "code"> | undefined,
  layers: readonly (readonly string[])[] = pipeline.layers ?? [],
): Plan {
  const { trigger, mode, onError, failureText, limits } = pipeline;
  return {
    trigger,
    ...(mode && { mode }),
    ...(onError && { onError }),
    ...(failureText !== undefined && { failureText }),
    ...(limits && { limits }),
    layers: layers.map((layer) => layer.map((id) => ({ id, ...scriptOf(id) }))),
  };
}
