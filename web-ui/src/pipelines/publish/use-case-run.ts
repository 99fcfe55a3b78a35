import type { KeptCaseResult } from "sluice";
import { useEffect, useMemo, useState } from "react";

import { faultOf, type Fault } from "../../data/faults.ts";
import { useWorkspace } from "../../data/home.tsx";
import { useCases } from "../../data/queries/cases.ts";
import { writePipeline, type Pipeline } from "../model/draft.ts";
import type { LaneFacts } from "../use-lane-facts.ts";

/** How far the kept cases of a pipeline are. */
export interface CaseRun {
  /** How many there are; undefined: not known yet. */
  readonly total: number | undefined;
  readonly results: readonly KeptCaseResult[];
  readonly isRunning: boolean;
  readonly fault: Fault | undefined;
}

type Progress = Pick<CaseRun, "results" | "fault"> & { readonly isDone: boolean };

const begun: Progress = { results: [], fault: undefined, isDone: false };

/**
 * Runs the cases that are kept for a pipeline on what is on the screen, again when either changes: all of them in one
 * call, within the budget that publishing has for them, so that both come to the same.
 */
export function useCaseRun(pipeline: Pipeline, { scripts }: LaneFacts, enabled: boolean): CaseRun {
  const { control } = useWorkspace();
  const kept = useCases(pipeline.trigger);
  const draft = useMemo(() => writePipeline(pipeline), [pipeline]);
  const files = useMemo(() => kept.data?.filter(({ ownPipeline }) => !ownPipeline), [kept.data]);
  // Scripts that were saved meanwhile make it another pipeline.
  const versions = [...scripts].map(([id, { record }]) => `${id} ${record.version}`).join();
  const [progress, setProgress] = useState(begun);
  useEffect(() => {
    if (!enabled || !files || files.length === 0) return;
    let isOver = false;
    const tell = (ended: Progress): void => {
      if (!isOver) setProgress(ended);
    };
    setProgress(begun);
    control.pipelines.runCases(draft).then(
      ({ results }) => tell({ results, fault: undefined, isDone: true }),
      (error: unknown) => tell({ results: [], fault: faultOf(error), isDone: true }),
    );
    return () => {
      isOver = true;
    };
  }, [control, draft, files, versions, enabled]);
  const total = files?.reduce((sum, { count }) => sum + count, 0);
  const fault = kept.error ? faultOf(kept.error) : progress.fault;
  const isRunning = total !== 0 && !progress.isDone && fault === undefined;
  return { total, results: progress.results, isRunning, fault };
}
