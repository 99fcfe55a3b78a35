import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";

import { useWorkspace } from "../../data/home.tsx";
import { keys } from "../../data/queries/keys.ts";
import { announce } from "../../ui/live-regions.tsx";
import { toast } from "../../ui/toast/toast.ts";
import type { Editing } from "../editing/editors.tsx";
import { cardsOf, moveCard, removeCard, writePipeline, type Pipeline, type Place } from "../model/draft.ts";
import { placeProblems, problemsToTell, type CardProblem } from "../model/problems.ts";
import { shapeLimits } from "../model/shape-limits.ts";
import { nextStop, placeOf, stopAfterRemoval, stopId, stopOf, type Stop } from "../model/stops.ts";
import type { CardActions } from "./card-menu.ts";
import { useCarrying, type CarryingState } from "./use-carrying.ts";
import { useStops, type Stops } from "./use-stops.ts";

/** What is to happen with the script that is picked. */
export type PickWish = { readonly place: Place } | { readonly replace: string };

export interface CanvasOptions {
  readonly editing: Editing;
  readonly pipeline: Pipeline;
  readonly onPick: (wish: PickWish) => void;
  readonly onOpenScript: (scriptId: string, line?: number) => void;
  /** Escape, while nothing is carried. */
  readonly onLeave: () => void;
  readonly fresh: string | undefined;
}

export interface CanvasLogic {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly stops: Stops;
  readonly state: CarryingState;
  readonly actions: CardActions;
  readonly selected: string | undefined;
  select(key: string): void;
  add(stop: Stop): void;
  onKeyDown(event: KeyboardEvent): void;
  onFocus(event: { readonly target: EventTarget }): void;
}

/** What can be done on a canvas, by keys and by menus; pointers are use-pointer-carrying's. */
export function useCanvas(options: CanvasOptions): CanvasLogic {
  const { pipeline, onPick, fresh } = options;
  const container = useRef<HTMLDivElement>(null);
  const stops = useStops(container, pipeline.layers);
  const [selected, setSelected] = useState<string>();
  const focusStop = stops.focus;
  useEffect(() => {
    if (fresh !== undefined) focusStop(`card ${fresh}`);
  }, [fresh, focusStop]);
  const edits = useCardEdits(options, stops);
  const state = useCarrying({
    pipeline,
    limits: shapeLimits,
    onDrop: (carrying) => edits.place(carrying.key, carrying.at),
  });
  const actions: CardActions = {
    open: edits.open,
    move: (key, place) => void edits.place(key, place),
    remove: edits.remove,
    replace: (key) => onPick({ replace: key }),
    carry: (key) => {
      stops.focus(`card ${key}`);
      state.start(key);
    },
  };
  const add = (stop: Stop): void => onPick({ place: placeOf(pipeline.layers, stop) });
  return {
    container,
    stops,
    state,
    actions,
    selected,
    add,
    select: (key) => {
      setSelected(key);
      stops.set(`card ${key}`);
    },
    onFocus: ({ target }) => {
      const id = target instanceof HTMLElement ? target.dataset["stop"] : undefined;
      if (id !== undefined) stops.set(id);
    },
    onKeyDown: (event) => {
      const id = event.target instanceof HTMLElement ? event.target.dataset["stop"] : undefined;
      const stop = id === undefined ? undefined : stopOf(pipeline.layers, id);
      if (!stop || event.metaKey || event.ctrlKey || event.altKey) return;
      const isHandled = state.carrying
        ? carryKey(event, state, stops)
        : restKey(event, stop, { pipeline, stops, actions, add, onLeave: options.onLeave, container });
      if (!isHandled) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

interface CardEdits {
  /** Moves a card and answers what is wrong then. */
  place(key: string, place: Place): Promise<readonly CardProblem[]>;
  remove(key: string): void;
  open(key: string, line?: number): void;
}

function useCardEdits({ editing: { editor }, pipeline, onOpenScript }: CanvasOptions, stops: Stops): CardEdits {
  const { control } = useWorkspace();
  const client = useQueryClient();
  const idOf = (key: string): string => cardsOf(pipeline).find((card) => card.key === key)?.scriptId ?? key;
  return {
    place: async (key, place) => {
      const { pipeline: next } = moveCard(pipeline, key, place, shapeLimits);
      editor.edit(next, { edit: `move ${idOf(key)}` });
      stops.focus(`card ${key}`);
      const draft = writePipeline(next);
      const problems = await client.fetchQuery({
        queryKey: keys.check(draft.trigger, draft),
        queryFn: () => control.pipelines.check(draft),
      });
      return problemsToTell(placeProblems(next, problems, shapeLimits), key);
    },
    remove: (key) => {
      const next = removeCard(pipeline, key);
      editor.edit(next, { edit: `remove ${idOf(key)}` });
      stops.focus(stopAfterRemoval(pipeline.layers, next.layers, key));
      announce(`${idOf(key)} removed from the pipeline.`);
      toast({
        title: `${idOf(key)} removed from ${pipeline.trigger}`,
        action: { label: "Undo", run: () => editor.undo() },
      });
    },
    open: (key, line) => onOpenScript(idOf(key), line),
  };
}

const carryKeys: Readonly<Record<string, "left" | "right" | "up" | "down">> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

function carryKey({ key }: KeyboardEvent, state: CarryingState, stops: Stops): boolean {
  const arrow = carryKeys[key];
  if (arrow) state.key(arrow);
  else if (key === " " || key === "Enter") state.drop();
  else if (key === "Escape" || key === "Tab") {
    stops.focus(`card ${state.carrying!.key}`);
    state.cancel();
  } else return false;
  return true;
}

interface RestContext {
  readonly pipeline: Pipeline;
  readonly stops: Stops;
  readonly actions: CardActions;
  readonly add: (stop: Stop) => void;
  readonly onLeave: () => void;
  readonly container: RefObject<HTMLElement | null>;
}

function restKey({ key, shiftKey }: KeyboardEvent, stop: Stop, context: RestContext): boolean {
  const { pipeline, stops, actions, add, onLeave } = context;
  const next = nextStop(pipeline.layers, stopId(stop), key);
  if (next) stops.focus(stopId(next));
  else if (key === "Escape") onLeave();
  else if (key.toLowerCase() === "n") add(stop);
  else if (stop.kind !== "card") return false;
  else if (key === " ") actions.carry(stop.key);
  else if (key === "Enter") actions.open(stop.key);
  else if (key === "Delete" || key === "Backspace") actions.remove(stop.key);
  else if (key === "ContextMenu" || (key === "F10" && shiftKey)) openMenu(context.container, stop.key);
  else return false;
  return true;
}

function openMenu(container: RefObject<HTMLElement | null>, key: string): void {
  const name = container.current?.querySelector(`[data-stop="${CSS.escape(`card ${key}`)}"]`);
  name?.closest("article")?.querySelector<HTMLElement>("[data-card-menu]")?.click();
}
