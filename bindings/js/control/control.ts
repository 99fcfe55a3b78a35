import { checkControlOptions } from "../check-options.ts";
import type { EngineOrigin } from "../engine.ts";
import { InstanceKeeper } from "../instance-keeper.ts";
import { defaultNamespace, Records } from "../records.ts";
import type { Control, ControlOptions } from "./api.ts";
import type { Desk } from "./desk.ts";
import { journalControl } from "./journals.ts";
import { pipelineControl } from "./pipelines.ts";
import { scriptControl } from "./scripts.ts";
import { secretControl } from "./secrets.ts";
import { traceControl } from "./traces.ts";

/** Makes a control plane. Throws `invalid_options`; does nothing else yet. */
export function openControl(options: ControlOptions, origin: EngineOrigin): Control {
  checkControlOptions(options);
  const { store, secretKeys, actor, namespace = defaultNamespace, limits = {}, now = Date.now } = options;
  const keeper = new InstanceKeeper(origin.start, { namespace, limits, ...(secretKeys && { secretKeys }) });
  const desk: Desk = {
    records: new Records(store, namespace),
    core: () => keeper.get(),
    signs: secretKeys !== undefined,
    actor,
    now: () => Math.floor(now()),
  };
  return {
    scripts: scriptControl(desk),
    pipelines: pipelineControl(desk),
    secrets: secretControl(desk),
    traces: traceControl(desk),
    journals: journalControl(desk),
  };
}
