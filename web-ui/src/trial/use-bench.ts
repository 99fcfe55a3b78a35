import type { FetchMock, PipelineDraft } from "sluice";
import { useMemo } from "react";

import type { Fault } from "../data/faults.ts";
import { useDraftEditing } from "../data/queries/draft-editing.ts";
import { useCaseBook, type CaseBook } from "../data/queries/case-book.ts";
import { useMocks, useSaveMocks } from "../data/queries/mocks.ts";
import type { HookDescription } from "../data/workspace.ts";
import { runMarksOf, type CoverageMarks, type RunMarks } from "../parts/run-marks.ts";
import { idsOf, readPipeline } from "../pipelines/model/draft.ts";
import { useCaseRuns, type CaseRuns } from "./cases/use-case-runs.ts";
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
  /** The cases of the hook's pipeline, and what became of them at the last change. */
  readonly book: CaseBook;
  readonly runs: CaseRuns;
  /** Whether the pipeline has the script that is looked at; cases are of the pipeline. */
  readonly isIn: boolean;
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
  const book = useCaseBook(hook.name);
  // Cases are of the pipeline, and say nothing of a script that it does not have.
  const isIn = pipeline === draft;
  const runs = useCaseRuns(book.files, isIn ? trial.plan : undefined);
  const saveMocks = (table: readonly FetchMock[]): void => save.mutate(table);
  return { hook, layers, scripts, mocks, saveMocks, trial, book, runs, isIn, fault };
}

function pipelineWith(draft: PipelineDraft, alone: string | undefined): PipelineDraft {
  const isIn =
    alone === undefined ||
    readPipeline(draft)
      .layers.flat()
      .some(({ scriptId }) => scriptId === alone);
  return isIn ? draft : { trigger: draft.trigger, ...(draft.mode && { mode: draft.mode }), layers: [[alone]] };
}

/** What the cases left out of a script, when they were run last; undefined where there is none. */
export function coverageIn({ book, runs }: Pick<TestBench, "book" | "runs">, id: string): CoverageMarks | undefined {
  return book.files?.some(({ count }) => count > 0) ? runs.coverage.get(id) : undefined;
}

/** What the last run of the draft left at the lines of a script. */
export function useRunMarks(id: string | undefined, { result }: Pick<Trial, "result">): RunMarks | undefined {
  return useMemo(() => (id !== undefined && result ? runMarksOf(id, result) : undefined), [id, result]);
}
