import { Graph, layout } from "@dagrejs/dagre";

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

export const layerStep = 264;
export const triggerWidth = 148;

/** Columns are the compiled layers; within them the order that crosses the fewest edges. */
export function layOutGraph(drawing: Drawing): GraphLayout {
  const edges = reduced(drawing.edges);
  const layers = layersOfGraph(drawing);
  const graph = new Graph().setGraph({ rankdir: "LR", nodesep: 24, ranksep: 48, ranker: "longest-path" });
  graph.setDefaultEdgeLabel(() => ({}));
  graph.setNode(drawing.triggerId, { width: triggerWidth, height: cardHeight });
  for (const { key } of drawing.cards) graph.setNode(key, { width: cardWidth, height: cardHeight });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const layerOf = new Map(layers.flatMap((cards, index) => cards.map(({ key }) => [key, index + 1] as const)));
  const ids = [drawing.triggerId, ...drawing.cards.map(({ key }) => key)];
  const nodes = ids.map((id) => {
    const layer = layerOf.get(id) ?? 0;
    return { id, x: layer * layerStep, y: graph.node(id).y - cardHeight / 2, layer };
  });
  return { nodes, edges, layers: layers.length };
}
