import type { CSSProperties } from "react";

import type { Pipeline } from "../model/draft.ts";
import { shapeLimits } from "../model/shape-limits.ts";
import { cardMenu } from "./card-menu.ts";
import type { CanvasProps } from "./canvas-props.ts";
import { ScriptCard } from "./script-card.tsx";
import type { CanvasLogic } from "./use-canvas.ts";
import type { PointerCarrying } from "./use-pointer-carrying.ts";

/** What the two forms of the flow draw with. */
export interface FlowProps extends CanvasProps {
  readonly logic: CanvasLogic;
}

export interface FlowCardProps extends FlowProps {
  readonly layer: number;
  readonly position: number;
  readonly pointer: PointerCarrying;
}

/** A card of the flow, with all that is known of it. */
export function FlowCard({ layer, position, pointer, logic, pipeline, facts, onOpenScript }: FlowCardProps) {
  const card = pipeline.layers[layer]![position]!;
  const { key, scriptId } = card;
  const stop = `card ${key}`;
  const width = pipeline.layers[layer]!.length;
  return (
    <ScriptCard
      card={card}
      facts={facts.scripts.get(scriptId)}
      change={facts.changes.cards.get(key)}
      problems={facts.problems.cards.get(key) ?? []}
      instructions={facts.instructions.get(scriptId)}
      instructionLimit={pipeline.settings.limits?.instructions}
      place={`Layer ${layer + 1}, position ${position + 1} of ${width}`}
      selected={logic.selected === key}
      held={logic.state.carrying?.key === key}
      tabIndex={logic.stops.tabIndex(stop)}
      stop={stop}
      menu={cardMenu(pipeline, key, logic.actions)}
      onSelect={() => logic.select(key)}
      onOpen={(line) => onOpenScript(scriptId, line)}
      onPointerDown={(event) => pointer.onPointerDown(event, key)}
    />
  );
}

export interface AddButtonProps {
  readonly logic: CanvasLogic;
  readonly layers: Pipeline["layers"];
  readonly layer: number;
  readonly className: string;
  readonly style?: CSSProperties;
  readonly text: string;
}

/** The free place of a layer. A full one stays and says so. */
export function SlotButton({ logic, layers, layer, className, style, text }: AddButtonProps) {
  const width = layers[layer]!.length;
  const isFull = width >= shapeLimits.scriptsPerLayer;
  const stop = { kind: "slot", layer } as const;
  return (
    <button
      type="button"
      className={className}
      style={style}
      data-stop={`slot ${layer}`}
      tabIndex={logic.stops.tabIndex(`slot ${layer}`)}
      aria-disabled={isFull || undefined}
      aria-label={
        isFull
          ? `Layer ${layer + 1} is full, ${width} of ${shapeLimits.scriptsPerLayer}`
          : `Add a script to layer ${layer + 1}`
      }
      onClick={() => isFull || logic.add(stop)}
    >
      {isFull ? `${width} of ${shapeLimits.scriptsPerLayer}` : text}
    </button>
  );
}

export interface GateButtonProps extends Omit<AddButtonProps, "layer"> {
  readonly gate: number;
}

/** The way to a new layer. */
export function GateButton({ logic, layers, gate, className, style, text }: GateButtonProps) {
  const isFull = layers.length >= shapeLimits.layers;
  const before = gate < layers.length ? `before layer ${gate + 1}` : layers.length > 0 ? "at the end" : "";
  return (
    <button
      type="button"
      className={className}
      style={style}
      data-stop={`gate ${gate}`}
      tabIndex={logic.stops.tabIndex(`gate ${gate}`)}
      aria-disabled={isFull || undefined}
      title={isFull ? `All layers are used, ${layers.length} of ${shapeLimits.layers}` : undefined}
      aria-label={
        isFull
          ? `All layers are used, ${layers.length} of ${shapeLimits.layers}`
          : `Add a script as a new layer ${before}`.trim()
      }
      onClick={() => isFull || logic.add({ kind: "gate", gate })}
    >
      {text}
    </button>
  );
}
