import { describe, expect, test } from "vitest";
import { median, quantile, ratioOf, summary } from "../../benchmarks/harness/statistics.ts";

describe("a quantile", () => {
  test("is the value at its place", () => expect(quantile([10, 20, 30, 40, 50], 0.5)).toBe(30));
  test("lies between the two values around its place", () => expect(quantile([10, 20], 0.25)).toBe(12.5));
  test("of one value is that value", () => expect(quantile([7], 0.99)).toBe(7));
});

test("the median does not depend on the order of the values, which stay as they are", () => {
  const values = [9, 100, 20];
  expect(median(values)).toBe(20);
  expect(values).toEqual([9, 100, 20]);
});

test("a summary sorts numbers as numbers", () => {
  expect(summary([9, 100, 20])).toMatchObject({ median: 20, min: 9, samples: 3 });
});

test("a ratio compares what was measured in the same round", () => {
  // Twice as slow a machine in the second round changes neither ratio: 1/2 in each.
  expect(ratioOf([1, 2], [2, 4])).toEqual({ median: 0.5, lower: 0.5, upper: 0.5 });
});
