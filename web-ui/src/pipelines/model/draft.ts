/**
 * A pipeline as the canvas edits it. Values, never changed in place: an edit makes a new one, so that undo is keeping
 * the old one.
 *
 * The engine lets a script stand in a pipeline more than once, so a place is known by the key of its card and not by
 * the id of its script.
 */
import type { Limits, Mode, OnError, PipelineDraft, Sampling } from "sluice";

import { layersOfGraph, readGraph, type Drawing } from "./graph.ts";

/** A script at its place in a pipeline. */
export interface Card {
  readonly key: string;
  readonly scriptId: string;
}

export type Layers = readonly (readonly Card[])[];

/** Everything of a pipeline that is not its shape. */
export interface Settings {
  readonly mode?: Mode;
  readonly onError?: OnError;
  readonly failureText?: string;
  readonly limits?: Readonly<Partial<Limits>>;
  readonly sampling?: Readonly<Partial<Sampling>>;
}

export interface Pipeline {
  readonly trigger: string;
  /** As it runs. For a drawn pipeline they follow from the drawing. */
  readonly layers: Layers;
  /** Present while the pipeline is kept as a graph. */
  readonly drawing?: Drawing;
  readonly settings: Settings;
}

/** How much fits, from the catalog or the deployment. */
export interface ShapeLimits {
  readonly layers: number;
  readonly scriptsPerLayer: number;
}

/** Where a card can go: into a layer, or through a gate as a layer of its own. Gate n stands before layer n. */
export type Place =
  | { readonly kind: "layer"; readonly layer: number; readonly position: number }
  | { readonly kind: "gate"; readonly gate: number };

/** What came of an edit: `refused` says why nothing changed. */
export interface Edit {
  readonly pipeline: Pipeline;
  readonly refused?: string;
  /** Key of the card that was added or moved. */
  readonly key?: string;
}

export function emptyPipeline(trigger: string, mode?: Mode): Pipeline {
  return { trigger, layers: [], settings: mode === undefined ? {} : { mode } };
}

export function readPipeline(draft: PipelineDraft): Pipeline {
  const { trigger, layers, graph, ...settings } = draft;
  if (graph === undefined) return { trigger, layers: withKeys(layers ?? []), settings };
  const drawing = readGraph(trigger, graph);
  return { trigger, layers: layersOfGraph(drawing), drawing, settings };
}

/** What is saved. Both forms never go together. */
export function writePipeline({ trigger, layers, drawing, settings }: Pipeline): PipelineDraft {
  if (drawing === undefined) return { trigger, layers: idsOf(layers), ...settings };
  const { triggerId, cards, edges } = drawing;
  const nodes = [{ id: triggerId, trigger }, ...cards.map(({ key, scriptId }) => ({ id: key, scriptId }))];
  return { trigger, graph: { nodes, edges: edges.map(({ from, to }) => ({ from, to })) }, ...settings };
}

export function idsOf(layers: Layers): string[][] {
  return layers.map((layer) => layer.map(({ scriptId }) => scriptId));
}

export function cardsOf({ layers }: Pick<Pipeline, "layers">): readonly Card[] {
  return layers.flat();
}

export function findCard({ layers }: Pick<Pipeline, "layers">, key: string): (Place & { kind: "layer" }) | undefined {
  for (const [layer, cards] of layers.entries()) {
    const position = cards.findIndex((card) => card.key === key);
    if (position >= 0) return { kind: "layer", layer, position };
  }
  return undefined;
}

export function widestOf(layers: Layers): number {
  return Math.max(0, ...layers.map(({ length }) => length));
}

/** Keys are the script's id, with a number from the second time on, so that the same layers have the same keys. */
export function withKeys(layers: readonly (readonly string[])[]): Layers {
  const used = new Set<string>();
  return layers
    .filter(({ length }) => length > 0)
    .map((layer) => layer.map((scriptId) => ({ key: claimKey(used, scriptId), scriptId })));
}

export function freeKey(cards: readonly Card[], scriptId: string): string {
  return claimKey(new Set(cards.map(({ key }) => key)), scriptId);
}

function claimKey(used: Set<string>, scriptId: string): string {
  let key = scriptId;
  // An id has no "#", so that a key made here is never another script's id.
  for (let number = 2; used.has(key); number++) key = `${scriptId}#${number}`;
  used.add(key);
  return key;
}

/** Why nothing more fits there, or undefined. `layers` are those without the card that is to be placed. */
export function refusalAt(layers: Layers, place: Place, limits: ShapeLimits): string | undefined {
  if (place.kind === "gate") {
    return layers.length < limits.layers ? undefined : `All layers are used, ${layers.length} of ${limits.layers}.`;
  }
  const width = layers[place.layer]?.length ?? 0;
  return width < limits.scriptsPerLayer
    ? undefined
    : `Layer ${place.layer + 1} is full, ${width} of ${limits.scriptsPerLayer}.`;
}

export function insertScript(pipeline: Pipeline, scriptId: string, place: Place, limits: ShapeLimits): Edit {
  const refused = refusalAt(pipeline.layers, place, limits);
  if (refused !== undefined) return { pipeline, refused };
  const key = freeKey(cardsOf(pipeline), scriptId);
  return { pipeline: inLayers(pipeline, put(pipeline.layers, { key, scriptId }, place)), key };
}

/** Moves a card. `place` counts layers and positions as they are without it, see `lift`. */
export function moveCard(pipeline: Pipeline, key: string, place: Place, limits: ShapeLimits): Edit {
  const from = findCard(pipeline, key);
  if (!from) return { pipeline };
  const rest = lift(pipeline.layers, key);
  const refused = refusalAt(rest, place, limits);
  if (refused !== undefined) return { pipeline, refused };
  const card = pipeline.layers[from.layer]![from.position]!;
  const layers = put(rest, card, place);
  return { pipeline: sameShape(layers, pipeline.layers) ? pipeline : inLayers(pipeline, layers), key };
}

export function removeCard(pipeline: Pipeline, key: string): Pipeline {
  return findCard(pipeline, key) ? inLayers(pipeline, lift(pipeline.layers, key)) : pipeline;
}

/** Puts another script where a card is. The card is a new one: what was known of the old one is not true of it. */
export function replaceScript(pipeline: Pipeline, key: string, scriptId: string): Edit {
  const place = findCard(pipeline, key);
  if (!place || pipeline.layers[place.layer]![place.position]!.scriptId === scriptId) return { pipeline, key };
  const others = cardsOf(pipeline).filter((card) => card.key !== key);
  const renewed = { key: freeKey(others, scriptId), scriptId };
  const swap = (cards: readonly Card[]) => cards.map((card) => (card.key === key ? renewed : card));
  const { drawing } = pipeline;
  const layers = pipeline.layers.map(swap);
  if (!drawing) return { pipeline: { ...pipeline, layers }, key: renewed.key };
  const end = (id: string) => (id === key ? renewed.key : id);
  const edges = drawing.edges.map(({ from, to }) => ({ from: end(from), to: end(to) }));
  return {
    pipeline: { ...pipeline, layers, drawing: { ...drawing, cards: swap(drawing.cards), edges } },
    key: renewed.key,
  };
}

/** Changes settings; undefined takes one back to its default. */
export function changeSettings(
  pipeline: Pipeline,
  change: { readonly [Name in keyof Settings]?: Settings[Name] | undefined },
): Pipeline {
  const settings = Object.fromEntries(
    Object.entries({ ...pipeline.settings, ...change }).filter(([, value]) => value !== undefined),
  ) as Settings;
  return { ...pipeline, settings };
}

/** The layers without a card. A layer that it had for itself goes with it. */
export function lift(layers: Layers, key: string): Layers {
  return layers.map((layer) => layer.filter((card) => card.key !== key)).filter(({ length }) => length > 0);
}

/** Keeps the layers only: what was drawn between the scripts is no longer part of it. */
export function inLayers({ trigger, settings }: Pipeline, layers: Layers): Pipeline {
  return { trigger, settings, layers };
}

function put(layers: Layers, card: Card, place: Place): Layers {
  if (place.kind === "gate") return layers.toSpliced(place.gate, 0, [card]);
  return layers.map((layer, index) => (index === place.layer ? layer.toSpliced(place.position, 0, card) : layer));
}

function sameShape(a: Layers, b: Layers): boolean {
  return (
    a.length === b.length &&
    a.every((layer, index) => {
      const other = b[index]!;
      return layer.length === other.length && layer.every(({ key }, position) => key === other[position]!.key);
    })
  );
}
