import type { Range, VirtualItem } from "@tanstack/react-virtual";
import { useState } from "react";

/** A row in sight of a long list, and the element that it is drawn into. */
export interface PlacedRow extends Pick<VirtualItem, "index" | "start"> {
  /** The element's key. */
  readonly place: number;
}

/**
 * Takes as many rows of a long list at any time as it ever needed, so that each row that comes into sight finds the
 * element of one that has gone out of it: no element is made or dropped while the list is scrolled.
 */
export function steadyRange(): (range: Range) => number[] {
  let most = 0;
  return ({ startIndex, endIndex, overscan, count }) => {
    most = Math.max(most, endIndex - startIndex + 1 + 2 * overscan);
    const length = Math.min(most, count);
    const first = Math.max(0, Math.min(startIndex - overscan, count - length));
    return Array.from({ length }, (_, n) => first + n);
  };
}

/** The range of one list. */
export function useSteadyRange(): (range: Range) => number[] {
  const [range] = useState(steadyRange);
  return range;
}

/**
 * The rows in sight with the elements they take turns in. While the list is scrolled they come in the order of the
 * elements, none of which is moved then; at rest in their own, which is how they are read out.
 */
export function inPlaces(items: readonly VirtualItem[], isScrolling: boolean): PlacedRow[] {
  const placed = items.map(({ index, start }) => ({ index, start, place: index % items.length }));
  return isScrolling ? placed.sort((one, other) => one.place - other.place) : placed;
}
