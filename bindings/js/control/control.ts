import { Admission, queueLookMs } from "../admission.ts";
import { check } from "../check-options.ts";
import { deploymentOf } from "../deployment.ts";
import { openEngine, type EngineOrigin } from "../engine.ts";
import { Executor } from "../executor.ts";
import { HookRegistry } from "../hook-registry.ts";
import { InstanceKeeper } from "../instance-keeper.ts";
import { deploymentLimits } from "../limits.ts";
import { defaultNamespace, Records } from "../records.ts";
import { Reporter } from "../reporter.ts";
import { defaultStoreTimeoutMs, timedStore } from "../timed-store.ts";
import type { Control, ControlOptions } from "./api.ts";
import { auditControl } from "./audit.ts";
import { caseControl } from "./cases.ts";
import { actorName, checkControlOptions } from "./check-control-options.ts";
import { answered, type Desk } from "./desk.ts";
import { readContents, writeFiles } from "./files.ts";
import { planImport } from "./import.ts";
import { journalControl } from "./journals.ts";
import { pipelineControl } from "./pipelines.ts";
import { scriptControl } from "./scripts.ts";
import { secretControl } from "./secrets.ts";
import { traceControl } from "./traces.ts";

/** Makes a control plane. Throws `invalid_options`; does nothing else yet. */
export function openControl(options: ControlOptions, origin: EngineOrigin): Control {
  checkControlOptions(options);
  return controlOf(openDesk(options, origin));
}

function controlOf(desk: Desk): Control {
  return {
    scripts: scriptControl(desk),
    pipelines: pipelineControl(desk),
    cases: caseControl(desk),
    secrets: secretControl(desk),
    audit: auditControl(desk),
    traces: traceControl(desk),
    journals: journalControl(desk),
    deployment: async () => desk.deployment,
    exportFiles: () => answered(async () => writeFiles(await readContents(desk))),
    importFiles: (files, wanted = {}) => answered(() => planImport(desk, files, wanted)),
    as: (name) => {
      check(actorName, name, "actor");
      return controlOf({ ...desk, actor: name });
    },
  };
}

function openDesk(options: ControlOptions, origin: EngineOrigin): Desk {
  const { start, engineHash, clock } = origin;
  const { secretKeys, actor, namespace = defaultNamespace, limits = {}, env = {}, hooks = [] } = options;
  const store = timedStore(options.store, options.storeTimeoutMs ?? defaultStoreTimeoutMs);
  const now = options.now ?? Date.now;
  const keys = secretKeys && { secretKeys };
  const keeper = new InstanceKeeper(start, { namespace, limits, env, engineHash, clock, ...keys });
  const wholeNow = (): number => Math.floor(now());
  const executor = new Executor({
    keeper,
    admission: new Admission(deploymentLimits(limits), wholeNow, queueLookMs(clock)),
    // What goes wrong in a dry run is in its outcome.
    reporter: new Reporter(() => undefined),
    onMetric: undefined,
    engineHash,
    clock,
  });
  return {
    records: new Records(store, namespace),
    core: () => keeper.get(),
    signs: secretKeys !== undefined,
    actor,
    now: wholeNow,
    hooks: new HookRegistry(hooks),
    executor,
    deployment: deploymentOf(options),
    fetchPolicy: options.fetchPolicy,
    caseTools: {
      createEngine: async (own) => openEngine({ ...own, limits }, origin),
      hooks,
      ...(options.fetchPolicy && { fetchPolicy: options.fetchPolicy }),
    },
  };
}
