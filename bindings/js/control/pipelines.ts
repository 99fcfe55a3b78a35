import { resolvePipeline, discardDraft, readDraft, saveDraft } from "./drafts.ts";
import type { PipelineControl } from "./api-pipelines.ts";
import { assess } from "./compiling.ts";
import { answered, type Desk } from "./desk.ts";
import { dryRun } from "./dry-run.ts";
import { health } from "./health.ts";
import { diffVersions, listVersions } from "./history.ts";
import { runKeptCases } from "./kept-cases.ts";
import { listPipelines } from "./overview.ts";
import { publish, rollback, switchTrigger, unpublish } from "./publish.ts";

export function pipelineControl(desk: Desk): PipelineControl {
  return {
    saveDraft: (pipeline, options = {}) => answered(() => saveDraft(desk, pipeline, options)),
    draft: (trigger) => answered(() => readDraft(desk, trigger)),
    discardDraft: (trigger, options = {}) => answered(() => discardDraft(desk, trigger, options)),
    list: () => answered(() => listPipelines(desk)),
    check: (pipeline) =>
      answered(async () => {
        const { problems } = await assess(desk, await resolvePipeline(desk, pipeline));
        return [...problems];
      }),
    dryRun: (pipeline, context, options = {}) => answered(() => dryRun(desk, pipeline, context, options)),
    publish: (pipeline, options = {}) => answered(() => publish(desk, pipeline, options)),
    runCases: (pipeline, wish = {}) => answered(() => runKeptCases(desk, pipeline, wish)),
    unpublish: (trigger, options = {}) => answered(() => unpublish(desk, trigger, options)),
    versions: (trigger, page = {}) => answered(() => listVersions(desk, trigger, page)),
    diff: (trigger, from, to) => answered(() => diffVersions(desk, trigger, from, to)),
    rollback: (trigger, options = {}) => answered(() => rollback(desk, trigger, options)),
    enable: (trigger, options = {}) => answered(() => switchTrigger(desk, trigger, true, options)),
    disable: (trigger, options = {}) => answered(() => switchTrigger(desk, trigger, false, options)),
    health: (trigger, options = {}) => answered(() => health(desk, trigger, options)),
  };
}
