import type { FetchMock, PipelineDraft } from "sluice";
import { useMemo } from "react";

import type { Fault } from "../data/faults.ts";
import { useDraftEditing } from "../data/queries/draft-editing.ts";
import { useMocks, useSaveMocks } from "../data/queries/mocks.ts";
import type { HookDescription } from "../data/workspace.ts";
import { runMarksOf, type RunMarks } from "../parts/run-marks.ts";
import { idsOf, readPipeline } from "../pipelines/model/draft.ts";
import { useTrial, type Trial } from "./use-trial.ts";

/** A hook with all it takes to try it: its pipeline as it is edited, and what the world around it answers. */
export interface TestBench {
  readonly hook: HookDescription;
  /** Ids of its scripts, layer by layer. */
  readonly layers: readonly (readonly string[])[];
  /** The same, each once. */
  readonly scripts: readonly string[];
  /** Undefined until they have been read. */
  readonly mocks: readonly FetchMock[] | undefined;
  saveMocks(mocks: readonly FetchMock[]): void;
  readonly trial: Trial;
  /** Why the pipeline could not be read. */
  readonly fault: Fault | undefined;
}

/** `alone`: a script that is tried by itself where the hook's pipeline does not have it. */
export function useTestBench(hook: HookDescription, alone?: string): TestBench {
  const { pipeline: draft, fault } = useDraftEditing(hook.name);
  const pipeline = useMemo(() => (draft ? pipelineWith(draft, alone) : undefined), [draft, alone]);
  const layers = useMemo(() => (pipeline ? idsOf(readPipeline(pipeline).layers) : []), [pipeline]);
  const scripts = useMemo(() => [...new Set(layers.flat())], [layers]);
  const { data: mocks } = useMocks();
  const save = useSaveMocks();
  const trial = useTrial({ hook, pipeline, scripts, mocks });
  return { hook, layers, scripts, mocks, saveMocks: (table) => save.mutate(table), trial, fault };
}

function pipelineWith(draft: PipelineDraft, alone: string | undefined): PipelineDraft {
  const isIn = alone === undefined || readPipeline(draft).layers.flat().some(({ scriptId }) => scriptId === alone);
  return isIn ? draft : { trigger: draft.trigger, ...(draft.mode && { mode: draft.mode }), layers: [[alone]] };
}

/** What the last run of the draft left at the lines of a script. */
export function useRunMarks(id: string | undefined, { result }: Pick<Trial, "result">): RunMarks | undefined {
  return useMemo(() => (id !== undefined && result ? runMarksOf(id, result) : undefined), [id, result]);
}
