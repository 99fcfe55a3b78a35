/** What speaks against publishing a pipeline, put where a person can see and mend it: a card, a layer, or the whole. */
import type { PipelineProblem } from "sluice";

import { cardsOf, type Pipeline, type ShapeLimits } from "./draft.ts";

export interface CardProblem {
  readonly severity: "error" | "warning";
  /** A sentence. */
  readonly message: string;
  readonly scriptId?: string;
  /** Line of the script. */
  readonly line?: number;
}

export interface PlacedProblems {
  /** By the key of the card. */
  readonly cards: ReadonlyMap<string, readonly CardProblem[]>;
  /** By the index of the layer. */
  readonly layers: ReadonlyMap<number, readonly CardProblem[]>;
  readonly pipeline: readonly CardProblem[];
  readonly errors: number;
  readonly warnings: number;
}

export const noProblems: PlacedProblems = {
  cards: new Map(),
  layers: new Map(),
  pipeline: [],
  errors: 0,
  warnings: 0,
};

/** Kinds whose `nodes` are scripts at fault. Others name them only to tell which layer or round is meant. */
const scriptKinds = new Set(["syntax_error", "limit_size", "unknown_script", "orphan", "duplicate_node"]);

export function placeProblems(
  pipeline: Pipeline,
  problems: readonly PipelineProblem[],
  limits: ShapeLimits,
): PlacedProblems {
  const cards = new Map<string, CardProblem[]>();
  const layers = new Map<number, CardProblem[]>();
  const whole: CardProblem[] = [];
  for (const problem of problems) {
    const keys = keysOf(pipeline, problem);
    if (problem.kind === "too_wide") placeWidth(pipeline, limits, layers);
    else if (keys.length === 0 || problem.kind === "too_deep") whole.push(wholeProblem(problem, pipeline, limits));
    for (const key of problem.kind === "too_wide" || problem.kind === "too_deep" ? [] : keys) {
      cards.set(key, [...(cards.get(key) ?? []), cardProblem(problem, scriptOf(pipeline, key))]);
    }
  }
  const count = [...cards.values(), ...layers.values()].reduce((sum, list) => sum + list.length, whole.length);
  return { cards, layers, pipeline: whole, errors: count, warnings: 0 };
}

/** The problems of a card and all others, the card's first: what is told when it was dropped. */
export function problemsToTell({ cards, layers, pipeline }: PlacedProblems, key: string): readonly CardProblem[] {
  const others = [...cards].filter(([other]) => other !== key).flatMap(([, list]) => list);
  return [...(cards.get(key) ?? []), ...others, ...[...layers.values()].flat(), ...pipeline];
}

/** Cards that a problem is about. Of layers the engine names scripts, of graphs nodes. */
function keysOf(pipeline: Pipeline, { kind, nodes }: PipelineProblem): string[] {
  const cards = cardsOf(pipeline);
  if (pipeline.drawing) return cards.filter(({ key }) => nodes.includes(key)).map(({ key }) => key);
  if (!scriptKinds.has(kind)) return [];
  return cards.filter(({ scriptId }) => nodes.includes(scriptId)).map(({ key }) => key);
}

function scriptOf(pipeline: Pipeline, key: string): string {
  return cardsOf(pipeline).find((card) => card.key === key)?.scriptId ?? key;
}

function placeWidth({ layers: all }: Pipeline, limits: ShapeLimits, layers: Map<number, CardProblem[]>): void {
  for (const [layer, cards] of all.entries()) {
    if (cards.length <= limits.scriptsPerLayer) continue;
    const message =
      `Layer ${layer + 1} has ${cards.length} scripts; ${limits.scriptsPerLayer} is the limit. ` +
      "Move one to another layer.";
    layers.set(layer, [{ severity: "error", message }]);
  }
}

function wholeProblem({ kind, message }: PipelineProblem, { layers }: Pipeline, limits: ShapeLimits): CardProblem {
  if (kind !== "too_deep") return { severity: "error", message };
  const text = `The pipeline has ${layers.length} layers; ${limits.layers} is the limit. Put scripts side by side.`;
  return { severity: "error", message: text };
}

function cardProblem({ kind, message }: PipelineProblem, scriptId: string): CardProblem {
  const base = { severity: "error", scriptId } as const;
  if (kind === "unknown_script")
    return { ...base, message: "There is no script of this id. Replace or remove the card." };
  if (kind === "limit_size") {
    const [, allowed, size] = /\((\d+) bytes allowed, got (\d+)\)/.exec(message) ?? [];
    if (allowed === undefined || size === undefined) return { ...base, message };
    return { ...base, message: `The code has ${grouped(size)} bytes; ${grouped(allowed)} is the limit.` };
  }
  const found = kind === "syntax_error" ? /^[^:\s]+:(\d+): (.*)$/s.exec(message) : null;
  const [, line, text] = found ?? [];
  if (line === undefined || text === undefined) return { ...base, message };
  return { ...base, message: `Doesn't parse: ${text}.`, line: Number(line) };
}

function grouped(digits: string): string {
  return Number(digits).toLocaleString("en");
}
