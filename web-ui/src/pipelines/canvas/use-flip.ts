import { useLayoutEffect, useRef, type RefObject } from "react";

const durationMs = 200;
const easing = "cubic-bezier(.2, .8, .2, 1)";

/**
 * Lets what has an attribute `data-flip` glide from where it was to where it is, so that a person sees where each card
 * went. Elements are known by the attribute's value, also when React makes a new one for a card in another layer.
 */
export function useFlip(container: RefObject<HTMLElement | null>): void {
  const last = useRef<ReadonlyMap<string, { readonly x: number; readonly y: number }>>(new Map());
  useLayoutEffect(() => {
    const origin = container.current?.getBoundingClientRect();
    if (!origin) return;
    const elements = container.current!.querySelectorAll<HTMLElement>("[data-flip]");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const now = new Map<string, { readonly x: number; readonly y: number }>();
    for (const element of elements) {
      const key = element.dataset["flip"]!;
      const box = element.getBoundingClientRect();
      const [running] = element.getAnimations();
      const before = last.current.get(key);
      // A glide under way reports where it is; where it goes to is what counts.
      const place = running && before ? before : { x: box.left - origin.left, y: box.top - origin.top };
      now.set(key, place);
      const [dx, dy] = [(before?.x ?? place.x) - place.x, (before?.y ?? place.y) - place.y];
      if (still || (Math.abs(dx) < 1 && Math.abs(dy) < 1)) continue;
      element.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }], {
        duration: durationMs,
        easing,
      });
    }
    last.current = now;
  });
}
