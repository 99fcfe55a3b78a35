import { expect, test } from "vitest";

import { clampSize, sizeAfterKey } from "../../../web-ui/src/ui/panel-size.ts";

const range = { min: 260, max: 640 };

test.each([
  [259, 260],
  [260, 260],
  [640, 640],
  [641, 640],
  [300.4, 300],
])("a panel of %d px is given %d", (wanted, given) => {
  expect(clampSize(wanted, range)).toBe(given);
});

test("arrow keys move the edge the way they point", () => {
  expect(sizeAfterKey("ArrowLeft", 320, range, "end")).toBe(336);
  expect(sizeAfterKey("ArrowRight", 320, range, "end")).toBe(304);
  expect(sizeAfterKey("ArrowRight", 320, range, "start")).toBe(336);
  expect(sizeAfterKey("ArrowUp", 320, range, "bottom")).toBe(336);
  expect(sizeAfterKey("ArrowUp", 320, range, "end")).toBeUndefined();
});

test("Home and End are the least and the most, and no key goes beyond", () => {
  expect(sizeAfterKey("Home", 320, range, "end")).toBe(260);
  expect(sizeAfterKey("End", 320, range, "end")).toBe(640);
  expect(sizeAfterKey("ArrowLeft", 636, range, "end")).toBe(640);
});
