/** The canvas as one tab stop: what can be focused in it, and where the arrow keys lead while nothing is carried. */
import { findCard, type Layers, type Place } from "./draft.ts";

/** A card, the gate before layer n, or the free place below a layer. */
export type Stop =
  | { readonly kind: "card"; readonly key: string }
  | { readonly kind: "gate"; readonly gate: number }
  | { readonly kind: "slot"; readonly layer: number };

export function stopId(stop: Stop): string {
  if (stop.kind === "card") return `card ${stop.key}`;
  return stop.kind === "gate" ? `gate ${stop.gate}` : `slot ${stop.layer}`;
}

export function stopOf(layers: Layers, id: string): Stop | undefined {
  return columnsOf(layers)
    .flat()
    .find((stop) => stopId(stop) === id);
}

/** Gate, layer, gate, layer, gate: from left to right, each from top to bottom. */
function columnsOf(layers: Layers): readonly (readonly Stop[])[] {
  const columns = layers.flatMap((cards, layer): Stop[][] => [
    [{ kind: "gate", gate: layer }],
    [...cards.map(({ key }): Stop => ({ kind: "card", key })), { kind: "slot", layer }],
  ]);
  return [...columns, [{ kind: "gate", gate: layers.length }]];
}

const steps: Readonly<Record<string, readonly [column: number, row: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where a key leads from a stop; undefined for keys that lead nowhere. */
export function nextStop(layers: Layers, from: string, key: string): Stop | undefined {
  const columns = columnsOf(layers);
  if (key === "Home") return columns[0]![0];
  if (key === "End") return columns.at(-1)![0];
  const step = steps[key];
  const at = columns.findIndex((column) => column.some((stop) => stopId(stop) === from));
  if (!step || at < 0) return undefined;
  const row = columns[at]!.findIndex((stop) => stopId(stop) === from);
  const column = columns[Math.min(columns.length - 1, Math.max(0, at + step[0]))]!;
  return column[Math.min(column.length - 1, Math.max(0, row + step[1]))];
}

/** Where N puts a script: through the gate, or beside the card or at the end of its layer. */
export function placeOf(layers: Layers, stop: Stop): Place {
  if (stop.kind === "gate") return { kind: "gate", gate: stop.gate };
  if (stop.kind === "slot") return { kind: "layer", layer: stop.layer, position: layers[stop.layer]?.length ?? 0 };
  const found = findCard({ layers }, stop.key);
  return found ? { ...found, position: found.position + 1 } : { kind: "gate", gate: 0 };
}

/** The first card, or the gate of an empty pipeline: where Tab comes in. */
export function firstStop(layers: Layers): string {
  const [card] = layers.flat();
  return stopId(card ? { kind: "card", key: card.key } : { kind: "gate", gate: 0 });
}

/** What gets the focus when a card is gone: the one that took its place, else one near it. */
export function stopAfterRemoval(before: Layers, after: Layers, key: string): string {
  const was = findCard({ layers: before }, key);
  if (!was) return firstStop(after);
  const alone = before[was.layer]!.length === 1;
  const layer = alone ? after[Math.min(was.layer, after.length - 1)] : after[was.layer];
  const card = layer?.[Math.min(alone ? 0 : was.position, layer.length - 1)];
  return card ? stopId({ kind: "card", key: card.key }) : firstStop(after);
}
