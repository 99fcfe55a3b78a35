import type { KeptCases, Plan } from "sluice";
import { planOf } from "sluice/cases";
import { useEffect, useMemo, useState } from "react";

import { faultOf, type Fault } from "../../data/faults.ts";
import { useWorkspace } from "../../data/home.tsx";
import type { CaseVerdict } from "../../data/workspace.ts";
import { useCodesAsEdited, scriptIn } from "../use-codes.ts";

/** What became of the cases at the last change. */
export interface CaseRuns {
  /** By file, then by the case's name. Those of an earlier text stay until there are newer ones. */
  readonly verdicts: ReadonlyMap<string, ReadonlyMap<string, CaseVerdict>>;
  readonly isRunning: boolean;
  /** Why they could not be run at all. */
  readonly fault: Fault | undefined;
}

interface Job {
  readonly kept: KeptCases;
  readonly plan: Plan;
}

/** How long nothing may change before the cases are run. */
const stillMs = 150;

/**
 * Runs cases whenever they or the scripts change, in this browser's engine. A change ends the run before it, and a run
 * that is late is not told.
 */
export function useCaseRuns(files: readonly KeptCases[] | undefined, plan: Plan | undefined): CaseRuns {
  const workspace = useWorkspace();
  const jobs = useJobs(files, plan);
  const [runs, setRuns] = useState<CaseRuns>({ verdicts: new Map(), isRunning: false, fault: undefined });
  useEffect(() => {
    if (!jobs) return;
    const ending = new AbortController();
    const { signal } = ending;
    const run = async (): Promise<void> => {
      try {
        const found = await Promise.all(
          jobs.map(async ({ kept, plan: tested }) => {
            const verdicts = await workspace.runCases(kept.file, tested, signal);
            return [kept.name, new Map(verdicts.map((verdict) => [verdict.name, verdict]))] as const;
          }),
        );
        if (!signal.aborted) setRuns({ verdicts: new Map(found), isRunning: false, fault: undefined });
      } catch (error) {
        if (!signal.aborted) setRuns((before) => ({ ...before, isRunning: false, fault: faultOf(error) }));
      }
    };
    const timer = setTimeout(() => {
      setRuns((before) => ({ ...before, isRunning: true }));
      void run();
    }, stillMs);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [workspace, jobs]);
  return runs;
}

/** Which file is run on which plan; undefined until all that takes has been read. */
function useJobs(files: readonly KeptCases[] | undefined, plan: Plan | undefined): readonly Job[] | undefined {
  const ids = useMemo(() => (files ?? []).flatMap(({ file }) => file.pipeline?.layers?.flat() ?? []), [files]);
  const { codes } = useCodesAsEdited(ids);
  return useMemo(() => {
    if (!files || !plan || !codes) return undefined;
    return files.map((kept) => {
      const { trigger, pipeline } = kept.file;
      return { kept, plan: pipeline ? planOf({ ...pipeline, trigger }, scriptIn(codes)) : plan };
    });
  }, [files, plan, codes]);
}
