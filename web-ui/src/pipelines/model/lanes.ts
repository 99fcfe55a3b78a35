/** The rows of the lanes screen: every hook of the catalog, whether it has scripts or not, and the custom ones. */
import { lanes as catalogLanes, type Mode, type PipelineSummary } from "sluice";

import type { HookDescription } from "../../data/workspace.ts";

export interface LaneGroup {
  readonly id: string;
  readonly title: string;
  readonly hooks: readonly HookDescription[];
  /** How many of all its hooks have scripts. */
  readonly withScripts: number;
}

export interface LaneFilter {
  /** Found in the hook's name, title and in the ids of its scripts. */
  readonly search: string;
  /** Empty: all. */
  readonly modes: ReadonlySet<Mode>;
}

const customLane = { id: "custom", title: "Custom" } as const;

export function laneGroups(
  hooks: readonly HookDescription[],
  summaries: ReadonlyMap<string, PipelineSummary>,
  filter: LaneFilter,
): readonly LaneGroup[] {
  const words = filter.search.toLowerCase().trim();
  const isShown = (hook: HookDescription): boolean =>
    (filter.modes.size === 0 || filter.modes.has(hook.mode)) && matches(hook, summaries.get(hook.name), words);
  return [...catalogLanes, customLane].flatMap(({ id, title }) => {
    const all = hooks.filter(({ lane }) => lane === id);
    const shown = all.filter(isShown);
    const isFiltered = words !== "" || filter.modes.size > 0;
    if (shown.length === 0 && (isFiltered || id !== customLane.id)) return [];
    const withScripts = all.filter(({ name }) => scriptsOf(summaries.get(name)).length > 0).length;
    return [{ id, title, hooks: shown, withScripts }];
  });
}

function matches({ name, title }: HookDescription, summary: PipelineSummary | undefined, words: string): boolean {
  return words === "" || [name, title, ...scriptsOf(summary)].some((text) => text.toLowerCase().includes(words));
}

/** Ids of the scripts of the draft, or of what is published where there is none. */
export function scriptsOf(summary: PipelineSummary | undefined): readonly string[] {
  return summary?.draft?.scripts ?? summary?.published?.layers?.flat() ?? [];
}

/** The shape to show: what is edited, or what runs. */
export function layersOf(summary: PipelineSummary | undefined): readonly (readonly string[])[] {
  const draft = summary?.draft;
  if (draft) return draft.layers ?? (draft.scripts.length > 0 ? [draft.scripts] : []);
  return summary?.published?.layers ?? [];
}

export interface StatusCounts {
  readonly success: number;
  readonly blocked: number;
  readonly error: number;
}

export function runsOf(counts: StatusCounts | undefined): number {
  return counts ? counts.success + counts.blocked + counts.error : 0;
}

/** Whether a row's scripts were saved after it was published: publishing would change what runs. */
export function hasEditedScripts(
  summary: PipelineSummary | undefined,
  scripts: ReadonlyMap<string, { readonly updatedAt: number }>,
): boolean {
  const published = summary?.published;
  if (!published) return false;
  return (published.layers?.flat() ?? []).some((id) => (scripts.get(id)?.updatedAt ?? 0) > published.publishedAt);
}

/** What the name of a custom hook has to be. */
export function customHookFault(name: string, taken: readonly string[]): string | undefined {
  const isName = /^[a-z][a-z0-9_]{0,63}$/.test(name);
  if (!isName) return "Use a–z, 0–9 and _, starting with a letter, e.g. before_invite.";
  return taken.includes(name) ? "There is a hook of this name already." : undefined;
}
