import { useMemo, useState } from "react";
import type { Mode, PipelineSummary } from "sluice";

import { customHook } from "../../data/hooks.ts";
import { useHooks, usePipelines } from "../../data/queries/pipelines.ts";
import { useScripts } from "../../data/queries/scripts.ts";
import { useRecentActivity } from "../../data/queries/traces.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { hasEditedScripts, laneGroups, type LaneGroup, type StatusCounts } from "../model/lanes.ts";
import { useSummaries } from "../use-lane-facts.ts";

export interface LaneList {
  readonly groups: readonly LaneGroup[];
  readonly hooks: readonly HookDescription[];
  readonly summaries: ReadonlyMap<string, PipelineSummary>;
  readonly search: string;
  readonly modes: ReadonlySet<Mode>;
  readonly isFiltered: boolean;
  /** What is published and drafted has been read. */
  readonly isKnown: boolean;
  /** Why it is not; null while it is being read. */
  readonly error: Error | null;
  retry(): void;
  setSearch(search: string): void;
  toggleMode(mode: Mode): void;
  clear(): void;
  /** Shows a custom hook that nothing is saved of yet. */
  addHook(name: string, mode: Mode): void;
  factsOf(hook: HookDescription): LaneFigures;
}

export interface LaneFigures {
  readonly summary: PipelineSummary | undefined;
  readonly runs: StatusCounts | undefined;
  readonly isCounted: boolean;
  readonly isKnown: boolean;
  readonly edited: boolean;
}

export function useLaneList(): LaneList {
  const known = useHooks();
  const summaries = useSummaries();
  const { data, error, refetch } = usePipelines();
  const isKnown = data !== undefined;
  const scripts = useScripts().data;
  const activity = useRecentActivity().data;
  const [added, setAdded] = useState<readonly HookDescription[]>([]);
  const [search, setSearch] = useState("");
  const [modes, setModes] = useState<ReadonlySet<Mode>>(new Set());
  const hooks = useMemo(() => {
    const names = new Set(known.map(({ name }) => name));
    return [...known, ...added.filter(({ name }) => !names.has(name))];
  }, [known, added]);
  const byId = useMemo(() => new Map(scripts?.map((script) => [script.id, script])), [scripts]);
  const groups = useMemo(() => laneGroups(hooks, summaries, { search, modes }), [hooks, summaries, search, modes]);
  return {
    groups,
    hooks,
    summaries,
    search,
    modes,
    isFiltered: search.trim() !== "" || modes.size > 0,
    isKnown,
    error: isKnown ? null : error,
    retry: () => void refetch(),
    setSearch,
    toggleMode: (mode) =>
      setModes((now) => (now.has(mode) ? new Set([...now].filter((one) => one !== mode)) : new Set([...now, mode]))),
    clear: () => {
      setSearch("");
      setModes(new Set());
    },
    addHook: (trigger, mode) => setAdded((now) => [...now, customHook({ trigger, mode })]),
    factsOf: ({ name }) => {
      const summary = summaries.get(name);
      const edited = hasEditedScripts(summary, byId);
      return { summary, runs: activity?.triggers[name], isCounted: activity !== undefined, isKnown, edited };
    },
  };
}
