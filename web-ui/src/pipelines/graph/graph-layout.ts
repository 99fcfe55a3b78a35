import { cardHeight, cardWidth } from "../model/geometry.ts";
import { layersOfGraph, reduced, type Drawing, type Edge } from "../model/graph.ts";

export interface PlacedNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** From 1; 0 is the trigger. */
  readonly layer: number;
}

export interface GraphLayout {
  readonly nodes: readonly PlacedNode[];
  /** Those that say something: what follows from others is not drawn. */
  readonly edges: readonly Edge[];
  readonly layers: number;
}

const layerGap = 64;
const cardGap = 20;
const triggerWidth = 148;

/** Where the columns begin: the trigger, then the compiled layers. */
export function columnAt(layer: number): number {
  return layer === 0 ? 0 : triggerWidth + layerGap + (layer - 1) * (cardWidth + layerGap);
}

/**
 * Columns are the compiled layers, and rows the plan's order, because that decides whose data wins. A layout that
 * crosses fewer edges would hide it.
 */
export function layOutGraph(drawing: Drawing): GraphLayout {
  const layers = layersOfGraph(drawing);
  const columns = [[drawing.triggerId], ...layers.map((cards) => cards.map(({ key }) => key))];
  const nodes = columns.flatMap((ids, layer) => {
    const height = ids.length * cardHeight + (ids.length - 1) * cardGap;
    return ids.map((id, row) => ({ id, layer, x: columnAt(layer), y: row * (cardHeight + cardGap) - height / 2 }));
  });
  return { nodes, edges: reduced(drawing.edges), layers: layers.length };
}
