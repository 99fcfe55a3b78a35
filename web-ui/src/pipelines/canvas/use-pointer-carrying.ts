import { useEffect, useRef, useState, type PointerEvent } from "react";

import type { Place } from "../model/draft.ts";
import { scrollStep } from "./auto-scroll.ts";
import type { CarryingState } from "./use-carrying.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Press extends Point {
  readonly key: string;
  readonly pointerId: number;
  readonly isTouch: boolean;
}

const startDistance = 4;
/** A finger that moves further before the card is picked up scrolls. */
const touchSlop = 8;
const longPressMs = 350;

export interface PointerCarryingOptions {
  readonly state: CarryingState;
  /** The place at a point of the page. */
  readonly placeAt: (point: Point) => Place | undefined;
  /** What may scroll while a card is near its edge. */
  readonly scrollers: () => readonly HTMLElement[];
  readonly onDropped: (key: string) => void;
}

export interface PointerCarrying {
  /** Where the pointer is on the page, while it carries. */
  readonly point: Point | undefined;
  onPointerDown(event: PointerEvent<HTMLElement>, key: string): void;
}

/**
 * Carries cards by mouse, pen or finger. A mouse carries once it has moved a little, a finger after a long press, so
 * that it can still scroll.
 */
export function usePointerCarrying({ state, placeAt, scrollers, onDropped }: PointerCarryingOptions): PointerCarrying {
  const [press, setPress] = useState<Press>();
  const [point, setPoint] = useState<Point>();
  const handlers = useRef({ state, placeAt, scrollers, onDropped });
  useEffect(() => {
    handlers.current = { state, placeAt, scrollers, onDropped };
  });

  useEffect(() => {
    if (!press) return;
    const drag = new Drag(press, handlers, setPoint, () => setPress(undefined));
    return drag.listen();
  }, [press]);

  return {
    point,
    onPointerDown: (event, key) => {
      if (event.button !== 0 || state.carrying || isControl(event.target)) return;
      const { pointerId, pointerType, clientX: x, clientY: y } = event;
      setPress({ key, pointerId, isTouch: pointerType === "touch", x, y });
    },
  };
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, [data-no-drag]") !== null;
}

/** The click that follows a drag would select or open what lies below. It comes at once or never. */
function swallowClick(): void {
  const done = new AbortController();
  window.addEventListener("click", (event) => event.stopPropagation(), { capture: true, signal: done.signal });
  setTimeout(() => done.abort(), 0);
}

type Handlers = { readonly current: PointerCarryingOptions };

/** One press of a pointer, until it is let go. */
class Drag {
  readonly #press: Press;
  readonly #handlers: Handlers;
  readonly #show: (point: Point | undefined) => void;
  readonly #end: () => void;
  #isCarrying = false;
  #point: Point;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(press: Press, handlers: Handlers, show: (point: Point | undefined) => void, end: () => void) {
    this.#press = press;
    this.#handlers = handlers;
    this.#show = show;
    this.#end = end;
    this.#point = press;
  }

  /** The answer stops it. */
  listen(): () => void {
    const stop = new AbortController();
    const { signal } = stop;
    if (this.#press.isTouch) this.#timer = setTimeout(() => this.#start(), longPressMs);
    window.addEventListener("pointermove", (event) => this.#move(event), { signal });
    window.addEventListener("pointerup", (event) => this.#up(event), { signal });
    window.addEventListener("pointercancel", () => this.#cancel(), { signal });
    window.addEventListener("blur", () => this.#cancel(), { signal });
    window.addEventListener("keydown", (event) => this.#keyDown(event), { signal, capture: true });
    // Without this the browser would take a finger that carries for one that scrolls.
    window.addEventListener("touchmove", (event) => this.#isCarrying && event.preventDefault(), {
      signal,
      passive: false,
    });
    window.addEventListener("contextmenu", (event) => this.#isCarrying && event.preventDefault(), { signal });
    return () => {
      stop.abort();
      clearTimeout(this.#timer);
      cancelAnimationFrame(this.#frame);
      this.#show(undefined);
    };
  }

  #start(): void {
    this.#isCarrying = this.#handlers.current.state.start(this.#press.key);
    if (!this.#isCarrying) return this.#end();
    this.#show(this.#point);
    getSelection()?.removeAllRanges();
    this.#frame = requestAnimationFrame(() => this.#scroll());
  }

  #move({ pointerId, clientX: x, clientY: y }: globalThis.PointerEvent): void {
    if (pointerId !== this.#press.pointerId) return;
    this.#point = { x, y };
    const distance = Math.hypot(x - this.#press.x, y - this.#press.y);
    if (!this.#isCarrying) {
      if (this.#press.isTouch) return distance > touchSlop ? this.#end() : undefined;
      if (distance < startDistance) return;
      this.#start();
    }
    this.#follow();
  }

  #follow(): void {
    const { state, placeAt } = this.#handlers.current;
    this.#show(this.#point);
    state.moveTo(placeAt(this.#point));
  }

  #scroll(): void {
    const moved = this.#handlers.current.scrollers().some((element) => scrollStep(element, this.#point));
    if (moved) this.#follow();
    this.#frame = requestAnimationFrame(() => this.#scroll());
  }

  #up({ pointerId }: globalThis.PointerEvent): void {
    if (pointerId !== this.#press.pointerId) return;
    if (!this.#isCarrying) return this.#end();
    swallowClick();
    const { state, onDropped } = this.#handlers.current;
    if (state.drop()) onDropped(this.#press.key);
    else state.cancel();
    this.#end();
  }

  #keyDown(event: KeyboardEvent): void {
    if (!this.#isCarrying || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel();
  }

  #cancel(): void {
    if (this.#isCarrying) this.#handlers.current.state.cancel();
    this.#end();
  }
}
