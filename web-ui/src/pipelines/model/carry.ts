/**
 * A card on its way to another place, by keyboard or by pointer: which stops there are, what the arrow keys do, and
 * what is said. Layers and positions are counted as they are without the card, as in `lift`, so that what is said of
 * a place is true once the card is there.
 */
import { findCard, lift, refusalAt, type Layers, type Pipeline, type Place, type ShapeLimits } from "./draft.ts";

export interface Carrying {
  readonly key: string;
  readonly scriptId: string;
  /** The layers without the card. */
  readonly rest: Layers;
  /** Where it was. */
  readonly home: Place;
  readonly at: Place;
  readonly limits: ShapeLimits;
  /** The row that ↑ and ↓ chose, which ← and → try to keep. */
  readonly row: number;
}

export type CarryKey = "left" | "right" | "up" | "down";

export function pickUp(pipeline: Pipeline, key: string, limits: ShapeLimits): Carrying | undefined {
  const from = findCard(pipeline, key);
  if (!from) return undefined;
  const layer = pipeline.layers[from.layer]!;
  const rest = lift(pipeline.layers, key);
  // Alone in its layer, it is at home in the gate that its layer leaves.
  const home: Place = layer.length === 1 ? { kind: "gate", gate: from.layer } : from;
  return { key, scriptId: layer[from.position]!.scriptId, rest, home, at: home, limits, row: from.position };
}

/** The stop that an arrow key leads to. At either end, and where there is nothing to choose, the same as before. */
export function step(carrying: Carrying, key: CarryKey): Carrying {
  const { at, rest } = carrying;
  if (key === "left" || key === "right") return sideways(carrying, key === "left" ? -1 : 1);
  if (at.kind === "gate") return carrying;
  const last = rest[at.layer]!.length;
  const position = Math.min(last, Math.max(0, at.position + (key === "up" ? -1 : 1)));
  return { ...carrying, at: { ...at, position }, row: position };
}

function sideways(carrying: Carrying, by: -1 | 1): Carrying {
  const { at, rest, row } = carrying;
  if (at.kind === "layer") return { ...carrying, at: { kind: "gate", gate: at.layer + (by > 0 ? 1 : 0) } };
  const layer = by > 0 ? at.gate : at.gate - 1;
  const width = rest[layer]?.length;
  if (width === undefined) return carrying;
  return { ...carrying, at: { kind: "layer", layer, position: Math.min(row, width) } };
}

/** Every stop, in plan order: gates, and the layers with their positions. */
export function stopsOf({ rest }: Pick<Carrying, "rest">): readonly Place[] {
  const stops: Place[] = [];
  for (const [layer, cards] of rest.entries()) {
    stops.push({ kind: "gate", gate: layer });
    for (let position = 0; position <= cards.length; position++) stops.push({ kind: "layer", layer, position });
  }
  return [...stops, { kind: "gate", gate: rest.length }];
}

export function isLegal({ rest, limits }: Carrying, place: Place): boolean {
  return refusalAt(rest, place, limits) === undefined;
}

export function samePlace(a: Place, b: Place): boolean {
  if (a.kind === "gate") return b.kind === "gate" && a.gate === b.gate;
  return b.kind === "layer" && a.layer === b.layer && a.position === b.position;
}

export function isHome({ at, home }: Carrying): boolean {
  return samePlace(at, home);
}
