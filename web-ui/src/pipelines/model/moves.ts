/** Moves that a card's menu offers, so that nothing depends on dragging. */
import { findCard, lift, refusalAt, type Pipeline, type Place, type ShapeLimits } from "./draft.ts";

export interface Move {
  readonly label: string;
  readonly place: Place;
  /** Why it cannot be made. */
  readonly refused?: string;
}

export function movesOf(pipeline: Pipeline, key: string, limits: ShapeLimits): readonly Move[] {
  const at = findCard(pipeline, key);
  if (!at) return [];
  const rest = lift(pipeline.layers, key);
  const width = pipeline.layers[at.layer]!.length;
  const alone = width === 1;
  const layerPlace = (layer: number): Place => ({ kind: "layer", layer, position: rest[layer]?.length ?? 0 });
  const moves: (Move | false)[] = [
    at.position > 0 && { label: "Up", place: { ...at, position: at.position - 1 } },
    at.position < width - 1 && { label: "Down", place: { ...at, position: at.position + 1 } },
    at.layer > 0 && { label: `Into layer ${at.layer}`, place: layerPlace(at.layer - 1) },
    at.layer < pipeline.layers.length - 1 && {
      label: `Into layer ${at.layer + 2}`,
      place: layerPlace(alone ? at.layer : at.layer + 1),
    },
    !alone && { label: "Into a new layer before", place: { kind: "gate", gate: at.layer } },
    !alone && { label: "Into a new layer after", place: { kind: "gate", gate: at.layer + 1 } },
    alone && at.layer > 0 && { label: "One layer earlier", place: { kind: "gate", gate: at.layer - 1 } },
    alone && at.layer < rest.length && { label: "One layer later", place: { kind: "gate", gate: at.layer + 1 } },
  ];
  return moves.filter((move) => move !== false).map((move) => withRefusal(move, refusalAt(rest, move.place, limits)));
}

function withRefusal(move: Move, refused: string | undefined): Move {
  return refused === undefined ? move : { ...move, refused };
}
