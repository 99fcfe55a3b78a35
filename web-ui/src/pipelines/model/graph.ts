/**
 * A pipeline as it is drawn: cards, and edges that say what runs after what. The engine makes layers of it (a card's
 * layer is its longest path from the trigger), and so does this file, by the same rule, to show them while one draws.
 */
import type { Graph } from "sluice";

import type { Card, Layers } from "./draft.ts";

export interface Edge {
  readonly from: string;
  readonly to: string;
}

export interface Drawing {
  /** Id of the node the others start from. */
  readonly triggerId: string;
  /** Their order is the order within a layer. */
  readonly cards: readonly Card[];
  /** Between keys of cards, or from `triggerId`. */
  readonly edges: readonly Edge[];
}

export function readGraph(trigger: string, { nodes, edges }: Graph): Drawing {
  const triggerId = nodes.find((node) => "trigger" in node)?.id ?? trigger;
  const cards = nodes.flatMap((node) => ("scriptId" in node ? [{ key: node.id, scriptId: node.scriptId }] : []));
  return { triggerId, cards, edges };
}

/** Draws layers: each card after all of the layer before. It compiles to the same layers. */
export function drawLayers(trigger: string, layers: Layers): Drawing {
  const triggerId = layers.flat().some(({ key }) => key === trigger) ? `${trigger}#trigger` : trigger;
  const edges = layers.flatMap((layer, index) => {
    const before = index === 0 ? [triggerId] : layers[index - 1]!.map(({ key }) => key);
    return layer.flatMap(({ key }) => before.map((from) => ({ from, to: key })));
  });
  return { triggerId, cards: layers.flat(), edges };
}

/**
 * The layers a drawing compiles to. Of a drawing that does not compile (a cycle, a card nothing leads to) as many as
 * can be told, and the rest behind, so that every card can be seen and put right.
 */
export function layersOfGraph({ triggerId, cards, edges }: Drawing): Layers {
  const known = new Set([triggerId, ...cards.map(({ key }) => key)]);
  const real = edges.filter(({ from, to }) => known.has(from) && known.has(to) && to !== triggerId);
  const depth = longestPaths(triggerId, cards, real);
  const deepest = Math.max(0, ...depth.values());
  const layers: Card[][] = Array.from({ length: deepest }, () => []);
  const rest: Card[] = [];
  for (const card of cards) {
    const at = depth.get(card.key);
    if (at === undefined) rest.push(card);
    else layers[at - 1]!.push(card);
  }
  if (rest.length > 0) layers.push(rest);
  return layers.filter(({ length }) => length > 0);
}

function longestPaths(triggerId: string, cards: readonly Card[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const depth = new Map([[triggerId, 0]]);
  const waiting = new Map([triggerId, ...cards.map(({ key }) => key)].map((id) => [id, 0]));
  for (const { to } of edges) waiting.set(to, waiting.get(to)! + 1);
  const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const own = depth.get(id);
    for (const { to } of edges.filter(({ from }) => from === id)) {
      if (own !== undefined) depth.set(to, Math.max(depth.get(to) ?? 0, own + 1));
      waiting.set(to, waiting.get(to)! - 1);
      if (waiting.get(to) === 0) ready.push(to);
    }
  }
  // What a cycle holds up was never ready, and its depth is not its longest path.
  for (const [id, count] of waiting) if (count > 0) depth.delete(id);
  depth.delete(triggerId);
  return depth;
}

/** The way round that an edge would close, from its start back to it; undefined when it closes none. */
function cycleThrough(edges: readonly Edge[], { from, to }: Edge): readonly string[] | undefined {
  if (from === to) return [from, to];
  const cameFrom = new Map<string, string>();
  const open = [to];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (id === from) return [from, ...wayBack(cameFrom, to, from)];
    for (const edge of edges) {
      if (edge.from !== id || cameFrom.has(edge.to) || edge.to === to) continue;
      cameFrom.set(edge.to, id);
      open.push(edge.to);
    }
  }
  return undefined;
}

/** The nodes from `start` to `end`, both included. */
function wayBack(cameFrom: ReadonlyMap<string, string>, start: string, end: string): string[] {
  const way = [end];
  for (let id = end; id !== start;) {
    id = cameFrom.get(id)!;
    way.unshift(id);
  }
  return way;
}

/** What came of drawing an edge. */
export interface DrawResult {
  readonly drawing: Drawing;
  readonly refused?: string;
}

/** Makes `to` run after `from`. Refuses what would close a cycle, and names it. */
export function connect(drawing: Drawing, edge: Edge): DrawResult {
  const { triggerId, edges } = drawing;
  if (edge.to === triggerId) return { drawing, refused: "Nothing runs before the trigger." };
  if (hasEdge(edges, edge)) return { drawing };
  const cycle = cycleThrough(edges, edge);
  if (cycle) return { drawing, refused: cycleText(drawing, cycle) };
  return { drawing: { ...drawing, edges: settled(drawing, [...edges, edge]) } };
}

export function disconnect(drawing: Drawing, { from, to }: Edge): Drawing {
  const edges = drawing.edges.filter((edge) => edge.from !== from || edge.to !== to);
  return { ...drawing, edges: settled(drawing, edges) };
}

/** Makes a card run after exactly `befores`; after nothing but the trigger when there are none. */
export function runAfter(drawing: Drawing, key: string, befores: readonly string[]): DrawResult {
  const bare = { ...drawing, edges: drawing.edges.filter(({ to }) => to !== key) };
  let result: DrawResult = { drawing: { ...bare, edges: settled(bare, bare.edges) } };
  for (const from of befores) {
    result = connect(result.drawing, { from, to: key });
    if (result.refused !== undefined) return { drawing, refused: result.refused };
  }
  return result;
}

export function addCard(drawing: Drawing, card: Card): Drawing {
  const edges = [...drawing.edges, { from: drawing.triggerId, to: card.key }];
  return { ...drawing, cards: [...drawing.cards, card], edges };
}

/** What ran after the card runs after what it ran after. */
export function dropCard(drawing: Drawing, key: string): Drawing {
  const before = drawing.edges.filter(({ to }) => to === key).map(({ from }) => from);
  const after = drawing.edges.filter(({ from }) => from === key).map(({ to }) => to);
  const kept = drawing.edges.filter(({ from, to }) => from !== key && to !== key);
  const bridged = after.flatMap((to) => before.map((from) => ({ from, to }))).filter((edge) => !hasEdge(kept, edge));
  const cards = drawing.cards.filter((card) => card.key !== key);
  return { ...drawing, cards, edges: settled({ ...drawing, cards }, [...kept, ...bridged]) };
}

/** Keys of the cards that a card runs after at once, without the trigger. */
export function predecessorsOf({ edges, triggerId }: Drawing, key: string): readonly string[] {
  return edges.filter(({ from, to }) => to === key && from !== triggerId).map(({ from }) => from);
}

/** Every card hangs on something: on the trigger exactly when on nothing else. */
function settled({ triggerId, cards }: Drawing, edges: readonly Edge[]): readonly Edge[] {
  const other = new Set(edges.filter(({ from }) => from !== triggerId).map(({ to }) => to));
  const kept = edges.filter(({ from, to }) => from !== triggerId || !other.has(to));
  const reached = new Set(kept.map(({ to }) => to));
  return [...kept, ...cards.filter(({ key }) => !reached.has(key)).map(({ key }) => ({ from: triggerId, to: key }))];
}

function hasEdge(edges: readonly Edge[], { from, to }: Edge): boolean {
  return edges.some((edge) => edge.from === from && edge.to === to);
}

function cycleText(drawing: Drawing, cycle: readonly string[]): string {
  return `${cycle.map((id) => nameOf(drawing, id)).join(" → ")} would be a cycle: none of them could ever start.`;
}

function nameOf({ cards, triggerId }: Drawing, id: string): string {
  return id === triggerId ? "the trigger" : (cards.find(({ key }) => key === id)?.scriptId ?? id);
}

/** The edges that say something: not those that follow from others, which would only be drawn across them. */
export function reduced(edges: readonly Edge[]): readonly Edge[] {
  return edges.filter((edge) => {
    const others = edges.filter((other) => other !== edge);
    return !reaches(others, edge.from, edge.to);
  });
}

function reaches(edges: readonly Edge[], from: string, to: string): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const edge of edges) {
      if (edge.from !== id || seen.has(edge.to)) continue;
      if (edge.to === to) return true;
      seen.add(edge.to);
      open.push(edge.to);
    }
  }
  return false;
}

/** Whether drawing the layers anew would lose nothing: each card runs after all of the layer before it. */
export function isLayered(trigger: string, drawing: Drawing): boolean {
  const { edges } = drawLayers(trigger, layersOfGraph(drawing));
  const plain = edges.map(({ from, to }) => ({ from: from.startsWith(trigger) ? drawing.triggerId : from, to }));
  return plain.length === drawing.edges.length && plain.every((edge) => hasEdge(drawing.edges, edge));
}
