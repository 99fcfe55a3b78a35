import { expect, test } from "vitest";

import { targetOf } from "../../../web-ui/src/ui/roving.ts";

test("arrows go one on and stop at the ends", () => {
  expect(targetOf("ArrowDown", 0, 3, "vertical", false)).toBe(1);
  expect(targetOf("ArrowDown", 2, 3, "vertical", false)).toBe(2);
  expect(targetOf("ArrowUp", 0, 3, "vertical", false)).toBe(0);
  expect(targetOf("ArrowRight", 0, 3, "vertical", false)).toBeUndefined();
  expect(targetOf("ArrowRight", 0, 3, "horizontal", false)).toBe(1);
});

test("in a loop they go on at the other end, pages do not", () => {
  expect(targetOf("ArrowDown", 2, 3, "vertical", true)).toBe(0);
  expect(targetOf("ArrowUp", 0, 3, "vertical", true)).toBe(2);
  expect(targetOf("PageDown", 2, 3, "vertical", true)).toBe(2);
});

test("Home, End and the page keys go far", () => {
  expect(targetOf("End", 3, 40, "vertical", false)).toBe(39);
  expect(targetOf("Home", 3, 40, "vertical", false)).toBe(0);
  expect(targetOf("PageDown", 3, 40, "vertical", false)).toBe(13);
  expect(targetOf("PageUp", 3, 40, "vertical", false)).toBe(0);
});
