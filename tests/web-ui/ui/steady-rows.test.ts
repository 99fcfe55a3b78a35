import type { VirtualItem } from "@tanstack/react-virtual";
import { describe, expect, test } from "vitest";

import { inPlaces, steadyRange } from "../../../web-ui/src/ui/steady-rows.ts";

const itemsAt = (indices: readonly number[]) =>
  indices.map((index): VirtualItem => ({ index, start: index * 32 }) as VirtualItem);
const placesOf = (indices: readonly number[], isScrolling: boolean) =>
  inPlaces(itemsAt(indices), isScrolling).map(({ place }) => place);

describe("the rows of a long list that are drawn", () => {
  const sights = [
    { startIndex: 0, endIndex: 9 },
    { startIndex: 1, endIndex: 11 },
    { startIndex: 40, endIndex: 49 },
    { startIndex: 95, endIndex: 99 },
    { startIndex: 3, endIndex: 12 },
  ];

  test("are as many wherever the list is scrolled to, and all that are in sight are among them", () => {
    const range = steadyRange();
    range({ startIndex: 20, endIndex: 30, overscan: 4, count: 100 });
    for (const sight of sights) {
      const rows = range({ ...sight, overscan: 4, count: 100 });
      expect(rows).toHaveLength(19);
      expect(rows).toEqual(expect.arrayContaining([sight.startIndex, sight.endIndex]));
      expect([rows[0]! >= 0, rows.at(-1)! < 100]).toEqual([true, true]);
    }
  });

  test("are all of a short list", () => {
    expect(steadyRange()({ startIndex: 0, endIndex: 2, overscan: 8, count: 3 })).toEqual([0, 1, 2]);
    expect(steadyRange()({ startIndex: 0, endIndex: 0, overscan: 8, count: 0 })).toEqual([]);
  });

  test("take the same elements, in the same order, while it is scrolled", () => {
    expect(placesOf([7, 8, 9, 10], true)).toEqual([0, 1, 2, 3]);
    expect(placesOf([9, 10, 11, 12], true)).toEqual([0, 1, 2, 3]);
  });

  test("stand in their own order when it rests", () => {
    expect(inPlaces(itemsAt([7, 8, 9, 10]), false).map(({ index }) => index)).toEqual([7, 8, 9, 10]);
  });
});
