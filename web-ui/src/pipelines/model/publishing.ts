/** What publishing a draft would change, and what still stands in its way. */
import type { Mode } from "sluice";

import { counted } from "../../ui/format.ts";
import type { Changes } from "./changes.ts";
import { cardsOf, type Pipeline } from "./draft.ts";
import type { PlacedProblems } from "./problems.ts";
import { compareReach, reachOf, type ReachChange, type ReachingScript } from "./reach.ts";

interface Source extends ReachingScript {
  readonly version: number;
}

/** A script that runs afterwards and did not before, or runs otherwise, or no longer. */
export type ScriptChange =
  | { readonly kind: "added"; readonly id: string; readonly version: number; readonly lines: number }
  | { readonly kind: "edited"; readonly id: string; readonly from: number; readonly to: number }
  | { readonly kind: "removed"; readonly id: string; readonly version: number };

/** Each script once, also where it stands in several places. */
export function scriptChanges(
  pipeline: Pipeline,
  sources: ReadonlyMap<string, Source>,
  published: Readonly<Record<string, number>>,
): readonly ScriptChange[] {
  const ids = [...new Set(cardsOf(pipeline).map(({ scriptId }) => scriptId))];
  const now = ids.flatMap((id): ScriptChange[] => {
    const source = sources.get(id);
    const before = published[id];
    if (!source || before === source.version) return [];
    if (before !== undefined) return [{ kind: "edited", id, from: before, to: source.version }];
    return [{ kind: "added", id, version: source.version, lines: lineCount(source.code) }];
  });
  const gone = Object.entries(published).filter(([id]) => !ids.includes(id));
  return [...now, ...gone.map(([id, version]): ScriptChange => ({ kind: "removed", id, version }))];
}

function lineCount(code: string): number {
  const lines = code.split("\n");
  return lines.at(-1) === "" ? lines.length - 1 : lines.length;
}

export function reachChange(
  pipeline: Pipeline,
  sources: ReadonlyMap<string, ReachingScript>,
  published: ReadonlyMap<string, ReachingScript>,
): ReachChange {
  const used = new Set(cardsOf(pipeline).map(({ scriptId }) => scriptId));
  return compareReach(
    reachOf([...published.values()]),
    reachOf([...sources.values()].filter(({ id }) => used.has(id))),
  );
}

/** How far the kept cases are, and what is to become of those that fail. */
export interface CaseState {
  readonly isRunning: boolean;
  readonly failed: number;
  /** They could not be run. */
  readonly isFaulty: boolean;
  readonly isOverridden: boolean;
  readonly reason: string;
}

export interface PublishState {
  readonly mode: Mode;
  readonly problems: PlacedProblems;
  readonly isChecked: boolean;
  readonly isEmpty: boolean;
  /** What the scripts reach has been found. */
  readonly isReachKnown: boolean;
  /** Something new is reached, and nobody has said that they looked. */
  readonly isReachOpen: boolean;
  /** The sample cannot be read. */
  readonly sampleFault: boolean;
  /** How the dry run ended; undefined: not yet. */
  readonly dryRun: "success" | "blocked" | "error" | "failed" | undefined;
  readonly wouldCall: number;
  readonly isOverridden: boolean;
  readonly reason: string;
  readonly cases: CaseState;
  readonly isOffline: boolean;
}

/** Why it cannot be published now; undefined: it can. */
export function publishRefusal(state: PublishState): string | undefined {
  const { problems, isEmpty, isReachOpen, isOverridden, reason, isOffline } = state;
  if (isOffline) return "Needs the worker.";
  if (isEmpty) return "The pipeline has no scripts.";
  if (problems.errors > 0) return problems.errors === 1 ? "There is an error." : `There are ${problems.errors} errors.`;
  if (!state.isChecked) return "Being checked.";
  if (!state.isReachKnown) return "What it reaches is being found.";
  if (isReachOpen) return "Look at what is newly reached first.";
  if (isOverridden && reason.trim() === "") return "Say why it goes out without a dry run.";
  const sample = state.mode === "blocking" && !isOverridden ? sampleRefusal(state) : undefined;
  return sample ?? caseRefusal(state.cases);
}

function caseRefusal({ isRunning, failed, isFaulty, isOverridden, reason }: CaseState): string | undefined {
  if (isOverridden) return reason.trim() === "" ? "Say why it goes out with cases that fail." : undefined;
  if (isFaulty) return "The cases couldn't be run.";
  if (isRunning) return "The cases are being run.";
  return failed > 0 ? `${counted(failed, "case")} ${failed === 1 ? "fails" : "fail"}.` : undefined;
}

function sampleRefusal({ sampleFault, dryRun, wouldCall }: PublishState): string | undefined {
  if (sampleFault) return "The sample can't be read.";
  if (dryRun === "blocked") return "The sample is denied: everybody might be.";
  if (dryRun === "error") return "A script fails with the sample.";
  if (dryRun === "failed") return "The sample couldn't be run.";
  if (wouldCall > 0) return "A request has no answer in the sample.";
  return dryRun === undefined ? "The dry run isn't done yet." : undefined;
}

/** In one line what is different, for the inspector: "3 changes since v12". */
export function changeText(changes: Changes, version: number | undefined, isSame: boolean): string {
  if (version === undefined) return "Nothing is published yet";
  if (isSame) return `The same as v${version}`;
  if (changes.count === 0) return `Another order since v${version}`;
  return `${counted(changes.count, "change")} since v${version}`;
}

/** Why there is nothing to publish; undefined where there is something. */
export function nothingToPublish(pipeline: Pipeline, isSame: boolean): string | undefined {
  if (isSame) return "Nothing is different from what runs.";
  return pipeline.layers.length === 0 ? "The pipeline has no scripts." : undefined;
}
