import { useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from "react";

export interface RovingOptions {
  readonly orientation?: "vertical" | "horizontal" | undefined;
  /** Goes on at the other end. Default: false. */
  readonly loop?: boolean | undefined;
}

interface RovingContainerProps<Element extends HTMLElement> {
  readonly ref: RefObject<Element | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
}

interface RovingItemProps {
  readonly "data-roving": string;
  readonly tabIndex: 0 | -1;
}

const selector = "[data-roving]";
const page = 10;

/**
 * Makes a list one tab stop: arrow keys, Home, End and the page keys move the focus in it. Spread `container` on the
 * list and `item(key)` on each row; the key that was focused last is where Tab comes back to.
 */
export function useRoving<Element extends HTMLElement = HTMLDivElement>(
  keys: readonly string[],
  { orientation = "vertical", loop = false }: RovingOptions = {},
): { readonly container: RovingContainerProps<Element>; item(key: string): RovingItemProps } {
  const ref = useRef<Element>(null);
  const [last, setLast] = useState<string>();
  const current = last !== undefined && keys.includes(last) ? last : keys[0];
  return {
    container: {
      ref,
      onFocus: (event) => {
        const key = event.target.closest<HTMLElement>(selector)?.dataset["roving"];
        if (key !== undefined) setLast(key);
      },
      onKeyDown: (event) => {
        const items = [...(ref.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
        // Only from a row itself: what stands in it has its own use for arrows.
        const from = items.indexOf(event.target as HTMLElement);
        const to = from < 0 ? undefined : targetOf(event.key, from, items.length, orientation, loop);
        if (to === undefined) return;
        event.preventDefault();
        items[to]?.focus();
      },
    },
    item: (key) => ({ "data-roving": key, tabIndex: key === current ? 0 : -1 }),
  };
}

/** Where a key leads from a row; undefined for keys that lead nowhere. */
export function targetOf(
  key: string,
  from: number,
  count: number,
  orientation: "vertical" | "horizontal",
  loop: boolean,
): number | undefined {
  const [back, on] = orientation === "vertical" ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  const steps: Readonly<Record<string, number>> = {
    [back as string]: -1,
    [on as string]: 1,
    PageUp: -page,
    PageDown: page,
  };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = steps[key];
  if (step === undefined) return undefined;
  if (loop && Math.abs(step) === 1) return (from + step + count) % count;
  return Math.min(count - 1, Math.max(0, from + step));
}
