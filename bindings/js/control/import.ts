import * as z from "zod/mini";

import type { CaseFile } from "../cases/case-file.ts";
import { check, jsonObject } from "../check-options.ts";
import { readPointer } from "../pointer-records.ts";
import type { ChangeOptions } from "./api-common.ts";
import type { FileChange, Files, ImportOptions, ImportPlan, ImportResult } from "./api-files.ts";
import type { PipelineDraft, PublishOptions } from "./api-pipelines.ts";
import { changeOptions, flag } from "./arguments.ts";
import { deleteCases, saveCases } from "./cases.ts";
import { assess, compilePipeline, type ScriptSource } from "./compiling.ts";
import { answered, type Desk } from "./desk.ts";
import { discardDraft, saveDraft } from "./drafts.ts";
import { dryRunOptions } from "./dry-run.ts";
import {
  casesPath,
  casesText,
  pipelinePath,
  pipelineText,
  readContents,
  readFiles,
  scriptPath,
  type Contents,
} from "./files.ts";
import { publish } from "./publish.ts";
import { deleteScript, saveScript } from "./scripts.ts";
import { readScript } from "./stored-scripts.ts";

export const sampleContexts = z.record(
  z.string(),
  jsonObject("must be an object, a context of the trigger"),
  "must be an object {trigger: sample}",
);

const importOptions = z.extend(changeOptions, {
  ...dryRunOptions.shape,
  remove: z.optional(flag),
  publish: z.optional(flag),
  override: z.optional(flag),
  allowFailingCases: z.optional(flag),
  samples: z.optional(sampleContexts),
});

/** A change to be made: the path it is told by, and the work. */
interface Step {
  readonly path: string;
  readonly change: FileChange["change"];
  readonly apply: () => Promise<unknown>;
}

type StepMaker = (desk: Desk, wanted: Contents, present: Contents, said: ChangeOptions) => Step[];

export async function planImport(desk: Desk, files: Files, options: ImportOptions): Promise<ImportPlan> {
  check(importOptions, options);
  const wanted = readFiles(files);
  const present = await readContents(desk);
  const said = options.note === undefined ? {} : { note: options.note };
  const steps = [scriptSteps, revisedSteps(drafts), revisedSteps(cases)].flatMap((stepsOf) =>
    stepsOf(desk, wanted, present, said),
  );
  const removals = removalSteps(desk, wanted, present, said);
  const changes = [...steps, ...removals].map(({ path, change }): FileChange => ({ path, change }));
  return {
    changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: await allProblems(desk, wanted),
    missingSecrets: wanted.secrets.filter((name) => !present.secrets.includes(name)),
    apply: () =>
      answered(async () => ({
        applied: await applySteps([...steps, ...(options.remove ? removals : [])]),
        published: options.publish ? await publishAll(desk, wanted, options) : [],
      })),
  };
}

async function applySteps(steps: readonly Step[]): Promise<ImportResult["applied"]> {
  const applied: string[] = [];
  for (const { path, change, apply } of steps) {
    if (change === "unchanged") continue;
    await apply();
    applied.push(path);
  }
  return applied;
}

function scriptSteps(desk: Desk, wanted: Contents, present: Contents, said: ChangeOptions): Step[] {
  return [...wanted.scripts].map(([id, script]) => {
    const path = scriptPath(id);
    const before = present.scripts.get(id);
    const same = before?.code === script.code && before.name === script.name;
    const version = present.versions.get(path) ?? 0;
    const apply = () => saveScript(desk, script, { ...said, version });
    return { path, change: changeOf(before !== undefined, same), apply };
  });
}

/** What is compared as text, and counted in revisions. */
interface Revised<Value> {
  of(contents: Contents): ReadonlyMap<string, Value>;
  path(name: string): string;
  text(value: Value): string;
  save(desk: Desk, name: string, value: Value, options: ChangeOptions & { revision: number }): Promise<unknown>;
}

const drafts: Revised<PipelineDraft> = {
  of: (contents) => contents.pipelines,
  path: pipelinePath,
  text: pipelineText,
  save: (desk, _trigger, pipeline, options) => saveDraft(desk, pipeline, options),
};

const cases: Revised<CaseFile> = {
  of: (contents) => contents.cases,
  path: casesPath,
  text: casesText,
  save: saveCases,
};

function revisedSteps<Value>(kind: Revised<Value>): StepMaker {
  return (desk, wanted, present, said) =>
    [...kind.of(wanted)].map(([name, value]) => {
      const path = kind.path(name);
      const before = kind.of(present).get(name);
      const same = before !== undefined && kind.text(before) === kind.text(value);
      const revision = present.versions.get(path) ?? 0;
      const apply = () => kind.save(desk, name, value, { ...said, revision });
      return { path, change: changeOf(before !== undefined, same), apply };
    });
}

/** Drafts first: they may name the scripts. What is published stays published. */
function removalSteps(desk: Desk, wanted: Contents, present: Contents, said: ChangeOptions): Step[] {
  const steps: Step[] = [];
  for (const trigger of present.pipelines.keys()) {
    const path = pipelinePath(trigger);
    const revision = present.versions.get(path);
    if (wanted.pipelines.has(trigger) || revision === undefined) continue;
    steps.push({ path, change: "removed", apply: () => discardDraft(desk, trigger, { ...said, revision }) });
  }
  for (const name of present.cases.keys()) {
    if (wanted.cases.has(name)) continue;
    const path = casesPath(name);
    const revision = present.versions.get(path)!;
    steps.push({ path, change: "removed", apply: () => deleteCases(desk, name, { ...said, revision }) });
  }
  for (const id of present.scripts.keys()) {
    if (wanted.scripts.has(id)) continue;
    const path = scriptPath(id);
    const version = present.versions.get(path)!;
    steps.push({ path, change: "removed", apply: () => deleteScript(desk, id, { ...said, version }) });
  }
  return steps;
}

function changeOf(isThere: boolean, same: boolean): FileChange["change"] {
  if (!isThere) return "created";
  return same ? "unchanged" : "changed";
}

/** With the scripts of the files where they have them, else those of the store. */
async function allProblems(desk: Desk, { scripts, pipelines }: Contents): Promise<ImportPlan["problems"]> {
  const source: ScriptSource = async (id) => {
    const script = scripts.get(id);
    return script ? { ...script, version: 0 } : readScript(desk, id);
  };
  const found = await Promise.all(
    [...pipelines].map(async ([trigger, pipeline]) => {
      const { problems } = await assess(desk, pipeline, source);
      return problems.map((problem) => ({ ...problem, path: pipelinePath(trigger) }));
    }),
  );
  return found.flat();
}

/** What would make the plan that its trigger has already is left alone. */
async function publishAll(desk: Desk, { pipelines }: Contents, options: ImportOptions): Promise<string[]> {
  const published: string[] = [];
  for (const [trigger, pipeline] of pipelines) {
    const { hash } = await compilePipeline(desk, pipeline);
    const pointer = (await readPointer(desk.records, trigger))?.pointer;
    if (pointer?.planHash === hash) continue;
    await publish(desk, pipeline, publishOptions(trigger, options));
    published.push(trigger);
  }
  return published;
}

function publishOptions(trigger: string, options: ImportOptions): PublishOptions {
  const { note, override, allowFailingCases, mocks, secrets, samples = {} } = options;
  const sample = Object.hasOwn(samples, trigger) ? samples[trigger] : undefined;
  return {
    ...(note !== undefined && { note }),
    ...(override !== undefined && { override }),
    ...(allowFailingCases !== undefined && { allowFailingCases }),
    ...(mocks && { mocks }),
    ...(secrets !== undefined && { secrets }),
    ...(sample && { sample }),
  };
}
