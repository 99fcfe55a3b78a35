import { useEffect, useLayoutEffect, useRef, useState } from "react";

import { Keys } from "./kbd.tsx";
import { placeTip } from "./place-tip.ts";

/** How long something is pointed at before it is explained; at once while another tooltip was just there. */
const delayMs = 500;
const warmMs = 400;

/** What is explained now. */
interface Tip {
  readonly target: HTMLElement;
  readonly text: string;
  readonly keys: string | undefined;
  readonly side: string | undefined;
}

/** Shows the tooltip of whatever is pointed at or focused by keyboard; mounted once. */
export function TooltipHost() {
  const [tip, setTip] = useState<Tip>();
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => listen(setTip, popup), []);
  useLayoutEffect(() => {
    const element = popup.current;
    if (!element || !tip) return;
    // Popovers are above everything, open dialogs too.
    element.showPopover();
    const { left, top } = placeTip(tip.target.getBoundingClientRect(), element.getBoundingClientRect(), tip.side, {
      width: innerWidth,
      height: innerHeight,
    });
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
    return describe(tip.target, element.id, tip.text);
  }, [tip]);
  if (!tip) return null;
  return (
    <div ref={popup} id="tooltip" role="tooltip" popover="manual" className="tip">
      {tip.text}
      {tip.keys !== undefined && <Keys keys={tip.keys} />}
    </div>
  );
}

/** Ties the tooltip to its element, unless it only repeats the name. */
function describe(target: HTMLElement, id: string, text: string): (() => void) | undefined {
  if (target.hasAttribute("aria-describedby") || target.getAttribute("aria-label") === text) return undefined;
  target.setAttribute("aria-describedby", id);
  return () => target.removeAttribute("aria-describedby");
}

function tipOf(element: EventTarget | null): Tip | undefined {
  const target = element instanceof Element ? element.closest<HTMLElement>("[data-tip]") : null;
  const text = target?.dataset["tip"];
  if (!target || text === undefined || text === "") return undefined;
  return { target, text, keys: target.dataset["tipKeys"], side: target.dataset["tipSide"] };
}

function listen(show: (tip: Tip | undefined) => void, popup: { readonly current: HTMLElement | null }): () => void {
  let current: Tip | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hiddenAt = -Infinity;
  let lastKey = "";
  const change = (tip: Tip | undefined): void => {
    clearTimeout(timer);
    if (current && !tip) hiddenAt = performance.now();
    current = tip;
    show(tip);
  };
  const later = (tip: Tip, wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => change(tip), wait);
  };
  const listeners = {
    pointerover: (event: PointerEvent) => {
      if (event.pointerType === "touch" || popup.current?.contains(event.target as Node)) return;
      const tip = tipOf(event.target);
      if (tip?.target === current?.target) return;
      if (tip) later(tip, performance.now() - hiddenAt < warmMs || current ? 0 : delayMs);
      else change(undefined);
    },
    pointerdown: () => {
      lastKey = "";
      change(undefined);
    },
    focusin: (event: FocusEvent) => {
      const tip = tipOf(event.target);
      // Only where somebody went there: a dialog that opens puts the focus somewhere by itself.
      if (tip?.target.matches(":focus-visible") && /^(Tab|Arrow|F6)/.test(lastKey)) change(tip);
    },
    focusout: () => change(undefined),
    keydown: ({ key }: KeyboardEvent) => {
      lastKey = key;
      if (key === "Escape") change(undefined);
    },
    scroll: () => current && change(undefined),
  };
  for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener as EventListener, true);
  return () => {
    clearTimeout(timer);
    for (const [name, listener] of Object.entries(listeners))
      removeEventListener(name, listener as EventListener, true);
  };
}
