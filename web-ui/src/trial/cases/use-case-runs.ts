import type { KeptCases, Plan } from "sluice";
import { joinCoverage, planOf } from "sluice/cases";
import { useEffect, useMemo, useState } from "react";

import { faultOf, type Fault } from "../../data/faults.ts";
import { useWorkspace } from "../../data/home.tsx";
import type { CaseVerdict, TriedCases } from "../../data/workspace.ts";
import type { CoverageMarks } from "../../parts/run-marks.ts";
import { useCodesAsEdited, scriptIn } from "../use-codes.ts";

/** What became of the cases at the last change. */
export interface CaseRuns {
  /** By file, then by the case's name. Those of an earlier text stay until there are newer ones. */
  readonly verdicts: ReadonlyMap<string, ReadonlyMap<string, CaseVerdict>>;
  /** By script, what all of them together left out; empty where there is no case. */
  readonly coverage: ReadonlyMap<string, CoverageMarks>;
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
  const [runs, setRuns] = useState<CaseRuns>({ ...noRuns, isRunning: false, fault: undefined });
  useEffect(() => {
    if (!jobs) return;
    const ending = new AbortController();
    const { signal } = ending;
    const run = async (): Promise<void> => {
      try {
        const tried = await Promise.all(jobs.map((job) => workspace.runCases(job.kept.file, job.plan, signal)));
        if (!signal.aborted) setRuns({ ...runsOf(jobs, tried), isRunning: false, fault: undefined });
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

const noRuns = { verdicts: new Map(), coverage: new Map() };

/** `tried` is what became of the jobs, in their order. */
function runsOf(jobs: readonly Job[], tried: readonly TriedCases[]): Pick<CaseRuns, "verdicts" | "coverage"> {
  const verdicts = jobs.map(({ kept }, index) => {
    const found = tried[index]?.verdicts ?? [];
    return [kept.name, new Map(found.map((verdict) => [verdict.name, verdict]))] as const;
  });
  // A script has one text wherever it stands: the one that is edited.
  const codes = new Map(jobs.flatMap(({ plan }) => plan.layers.flat().map(({ id, code = "" }) => [id, code])));
  const joined = joinCoverage(
    tried.map(({ coverage }) => coverage),
    (id) => codes.get(id) ?? "",
  );
  const coverage = joined.map(({ scriptId, statements, covered, missed }) => {
    return [scriptId, { code: codes.get(scriptId) ?? "", statements, covered, missed }] as const;
  });
  return { verdicts: new Map(verdicts), coverage: new Map(coverage) };
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
