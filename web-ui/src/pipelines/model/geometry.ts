/** Where everything of a canvas stands, in CSS pixels. Horizontal only: on narrow screens the flow is a list. */
import { lift, type Layers, type Place } from "./draft.ts";

export const cardWidth = 192;
export const cardHeight = 72;
const columnStep = 240;
const firstColumn = 88;
const flowTop = 52;
const cardGap = 12;
const slotGap = 8;
const slotHeight = 28;
const minFlow = 2 * cardHeight + cardGap;
const gateHeight = 44;
const outcomeWidth = 124;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Column {
  readonly x: number;
  /** By the position of the card. */
  readonly cards: readonly Box[];
  readonly slot: Box;
}

export interface Gate {
  /** Middle of its bar. */
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export interface CanvasGeometry {
  readonly width: number;
  readonly height: number;
  /** Height of the line through the middle. */
  readonly middle: number;
  readonly columns: readonly Column[];
  /** One more than columns. */
  readonly gates: readonly Gate[];
  /** Lines from gate to card and from card to gate, as one SVG path. */
  readonly wires: string;
  /** Where the line ends, at the outcome. */
  readonly end: number;
}

/** `heightOf` tells how tall a card is with its message. */
export function layOut(layers: Layers, heightOf: (key: string) => number): CanvasGeometry {
  const stacks = layers.map((layer) => stackHeight(layer.map(() => cardHeight)));
  const middle = flowTop + Math.max(minFlow, ...stacks) / 2;
  const columns = layers.map((layer, index) => {
    const heights = layer.map(({ key }) => Math.max(cardHeight, heightOf(key)));
    return placeColumn(heights, firstColumn + index * columnStep, middle);
  });
  const gates = Array.from({ length: columns.length + 1 }, (_, n) => placeGate(columns, n, middle));
  const lowest = Math.max(middle + minFlow / 2, ...columns.map(({ slot }) => slot.y + slot.height));
  const end = gates.at(-1)!.x + 20;
  return {
    width: end + outcomeWidth,
    height: lowest + 12,
    middle,
    columns,
    gates,
    wires: wiresOf(columns, gates, middle, end),
    end,
  };
}

function stackHeight(heights: readonly number[]): number {
  return heights.reduce((sum, height) => sum + height, 0) + Math.max(0, heights.length - 1) * cardGap;
}

/** The cards of a column stand around the middle as if the last had no message; messages only push down. */
function placeColumn(heights: readonly number[], x: number, middle: number): Column {
  const plain = stackHeight(heights.map((height, n) => (n === heights.length - 1 ? cardHeight : height)));
  let y = Math.max(flowTop, middle - plain / 2);
  const cards = heights.map((height) => {
    const box = { x, y, width: cardWidth, height };
    y += height + cardGap;
    return box;
  });
  const bottom = cards.length > 0 ? y - cardGap : middle;
  return { x, cards, slot: { x, y: bottom + slotGap, width: cardWidth, height: slotHeight } };
}

function placeGate(columns: readonly Column[], index: number, middle: number): Gate {
  const ends = [columns[index - 1], columns[index]].flatMap((column) => column?.cards.map(wireAt) ?? []);
  const x = firstColumn - (columnStep - cardWidth) / 2 + index * columnStep;
  const top = Math.min(middle - gateHeight / 2, ...ends.map((y) => y - 4));
  const bottom = Math.max(middle + gateHeight / 2, ...ends.map((y) => y + 4));
  return { x, top, bottom };
}

function wireAt({ y }: Box): number {
  return y + cardHeight / 2;
}

function wiresOf(columns: readonly Column[], gates: readonly Gate[], middle: number, end: number): string {
  const lines = columns.flatMap(({ x, cards }, index) => {
    const [left, right] = [gates[index]!.x + 2, gates[index + 1]!.x - 2];
    return cards.map(wireAt).map((y) => curve(left, middle, x, y) + curve(x + cardWidth, y, right, middle));
  });
  const first = `M${firstColumn - 44} ${middle}H${gates[0]!.x - 2}`;
  return [first, ...lines, `M${gates.at(-1)!.x + 2} ${middle}H${end - 6}`].join("");
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  if (y1 === y2) return `M${x1} ${y1}H${x2}`;
  const half = (x1 + x2) / 2;
  return `M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
}

/** The second line of a double rail, beside the first. */
export const railGap = 3;

/** A place where a card may go, as it is drawn while one is carried. */
export interface Target {
  readonly place: Place;
  readonly box: Box;
}

const gateTargetWidth = 20;

/**
 * Where the places are on the canvas as it is drawn, the carried card still at its old place. Places count without
 * that card, so that each place of `rest` is found through the layers that are drawn.
 */
export function targetsOf(geometry: CanvasGeometry, layers: Layers, carried: string): readonly Target[] {
  const rest = lift(layers, carried);
  const drawn = layers.map((layer) => layer.filter(({ key }) => key !== carried));
  const top = flowTop - 18;
  const height = geometry.height - top - 12;
  const targets: Target[] = geometry.gates.map(({ x }, index) => {
    const gate = drawn.slice(0, index).filter(({ length }) => length > 0).length;
    return {
      place: { kind: "gate", gate },
      box: { x: x - gateTargetWidth / 2, y: top, width: gateTargetWidth, height },
    };
  });
  let layer = 0;
  for (const [index, cards] of drawn.entries()) {
    if (cards.length === 0) continue;
    const place = { kind: "layer", layer, position: rest[layer]!.length } as const;
    targets.push({ place, box: geometry.columns[index]!.slot });
    layer++;
  }
  return targets;
}

/**
 * The place nearest to a point: a gate within reach of it, else a position in the layer under it. Undefined far
 * outside of the flow.
 */
export function placeAt(
  geometry: CanvasGeometry,
  layers: Layers,
  carried: string,
  point: { readonly x: number; readonly y: number },
): Place | undefined {
  const margin = 48;
  const isOutside =
    point.x < -margin || point.y < -margin || point.x > geometry.width + margin || point.y > geometry.height + margin;
  if (isOutside) return undefined;
  const drawn = layers.map((layer) => layer.filter(({ key }) => key !== carried));
  const layerAt = (index: number) => drawn.slice(0, index).filter(({ length }) => length > 0).length;
  const column = geometry.columns.findIndex(({ x }) => point.x >= x && point.x < x + cardWidth);
  const cards = drawn[column];
  if (!cards || cards.length === 0) {
    const gates = geometry.gates.map(({ x }) => Math.abs(x - point.x));
    return { kind: "gate", gate: layerAt(gates.indexOf(Math.min(...gates))) };
  }
  const boxes = layers[column]!.map(({ key }, position) => ({
    key,
    box: geometry.columns[column]!.cards[position]!,
  })).filter(({ key }) => key !== carried);
  const position = boxes.filter(({ box }) => point.y > box.y + box.height / 2).length;
  return { kind: "layer", layer: layerAt(column), position };
}

/** The extent of a card on a page where the flow is a list. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** The same for the list: above, between and below the cards of a layer is in it, further off are the gates. */
export function placeInList(layers: readonly (readonly Extent[])[], y: number): Place {
  for (const [layer, cards] of layers.entries()) {
    if (y < cards[0]!.top) return { kind: "gate", gate: layer };
    if (y > cards.at(-1)!.bottom + slotGap) continue;
    return { kind: "layer", layer, position: cards.filter(({ top, bottom }) => y > (top + bottom) / 2).length };
  }
  return { kind: "gate", gate: layers.length };
}
