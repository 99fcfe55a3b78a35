import { useQueries, useQuery } from "@tanstack/react-query";
import type { PipelineSummary, PipelineVersion, ScriptRecord, Trace } from "sluice";
import { useMemo } from "react";

import { useWorkspace } from "../data/home.tsx";
import { keys } from "../data/queries/keys.ts";
import { useCheck, usePipelines } from "../data/queries/pipelines.ts";
import { useScriptRecords, useScripts } from "../data/queries/scripts.ts";
import { changesSince, noChanges, type Changes } from "./model/changes.ts";
import { cardsOf, writePipeline, type Pipeline } from "./model/draft.ts";
import { noProblems, placeProblems, type PlacedProblems } from "./model/problems.ts";
import { readSource, type SourceFacts } from "./model/reach.ts";
import { shapeLimits } from "./model/shape-limits.ts";

export function useSummaries(): ReadonlyMap<string, PipelineSummary> {
  const { data } = usePipelines();
  return useMemo(() => new Map(data?.map((summary) => [summary.trigger, summary])), [data]);
}

/** The version that a trigger runs; null: nothing is published; undefined: not known yet. */
function useRunningVersion(summary: PipelineSummary | undefined): PipelineVersion | null | undefined {
  const { control } = useWorkspace();
  const version = summary?.published?.version ?? 0;
  const trigger = summary?.trigger ?? "";
  const { data } = useQuery({
    queryKey: [...keys.versions(trigger), "running", version],
    queryFn: async () => {
      const { items } = await control.pipelines.versions(trigger, { limit: 100 });
      return items.find((item) => item.version === version) ?? null;
    },
    enabled: version > 0,
    staleTime: Infinity,
  });
  return version === 0 ? null : data;
}

/** Scripts as they were published, by id: those that can still be read. */
export function usePublishedScripts(version: PipelineVersion | null | undefined): ReadonlyMap<string, ScriptRecord> {
  return usePublishedSources(version).scripts;
}

/** The same, and whether there may be more of them. */
export function usePublishedSources(version: PipelineVersion | null | undefined): PublishedSources {
  const { control } = useWorkspace();
  return useQueries({
    queries: Object.entries(version?.scripts ?? {}).map(([id, number]) => ({
      queryKey: keys.scriptVersion(id, number),
      queryFn: () => control.scripts.version(id, number),
      staleTime: Infinity,
    })),
    combine: sourcesOf,
  });
}

export interface PublishedSources {
  readonly scripts: ReadonlyMap<string, ScriptRecord>;
  readonly isPending: boolean;
}

function sourcesOf(
  results: readonly { readonly data: ScriptRecord | null | undefined; readonly isPending: boolean }[],
) {
  return { scripts: byId(results), isPending: results.some(({ isPending }) => isPending) };
}

function byId(results: readonly { readonly data: ScriptRecord | null | undefined }[]) {
  return new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])));
}

export interface ScriptFacts extends SourceFacts {
  readonly record: ScriptRecord;
}

/** All that the canvas and the inspector say about a pipeline beside its shape. */
export interface LaneFacts {
  readonly scripts: ReadonlyMap<string, ScriptFacts>;
  readonly changes: Changes;
  readonly problems: PlacedProblems;
  /** Whether the problems are those of what is on the screen. */
  readonly isChecked: boolean;
  readonly running: PipelineVersion | null | undefined;
  /** Most instructions in the last `recentRuns` runs, by script. */
  readonly instructions: ReadonlyMap<string, number>;
}

export function useLaneFacts(pipeline: Pipeline, summary: PipelineSummary | undefined): LaneFacts {
  const ids = useMemo(() => cardsOf(pipeline).map(({ scriptId }) => scriptId), [pipeline]);
  const records = useScriptRecords(ids);
  const list = useScripts().data;
  const running = useRunningVersion(summary);
  const draft = useMemo(() => writePipeline(pipeline), [pipeline]);
  const check = useCheck(ids.length > 0 ? draft : undefined);
  const scripts = useMemo(
    () => new Map([...records].map(([id, record]) => [id, { ...readSource(record.code), record }])),
    [records],
  );
  const changes = useMemo(() => {
    const versions = new Map(list?.map(({ id, version }) => [id, version]));
    return running === undefined ? noChanges : changesSince(pipeline, running ?? undefined, versions);
  }, [pipeline, running, list]);
  const problems = useMemo(
    () => (check.data && ids.length > 0 ? placeProblems(pipeline, check.data, shapeLimits) : noProblems),
    [pipeline, check.data, ids],
  );
  const isChecked = ids.length === 0 || (check.data !== undefined && !check.isPlaceholderData);
  return { scripts, changes, problems, isChecked, running, instructions: useInstructions(pipeline.trigger) };
}

/** Runs whose traces are read for what the cards say. */
export const recentRuns = 10;

/** Read from the newest traces: few, and never again, because traces do not change. */
function useInstructions(trigger: string): ReadonlyMap<string, number> {
  const { control } = useWorkspace();
  const { data: page } = useQuery({
    queryKey: [...keys.traces({ trigger }), "newest", recentRuns],
    queryFn: () => control.traces.list({ trigger, limit: recentRuns }),
    staleTime: 60_000,
  });
  return useQueries({
    queries: (page?.traces ?? []).map(({ id }) => ({
      queryKey: keys.trace(id),
      queryFn: () => control.traces.get(id),
      staleTime: Infinity,
    })),
    combine: mostInstructions,
  });
}

function mostInstructions(results: readonly { readonly data: Trace | null | undefined }[]) {
  const most = new Map<string, number>();
  for (const { data } of results) {
    for (const { scriptId, parentId, instructions } of data?.spans ?? []) {
      if (parentId === undefined) most.set(scriptId, Math.max(most.get(scriptId) ?? 0, instructions));
    }
  }
  return most;
}
