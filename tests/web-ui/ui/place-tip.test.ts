import { expect, test } from "vitest";

import { placeTip } from "../../../web-ui/src/ui/place-tip.ts";

const view = { width: 1000, height: 800 };
const tip = { width: 120, height: 24 };

test("a tooltip stands centred below", () => {
  expect(placeTip({ left: 100, top: 100, width: 40, height: 28 }, tip, undefined, view)).toEqual({
    left: 60,
    top: 134,
  });
});

test("it stands above where there is no room below", () => {
  expect(placeTip({ left: 100, top: 770, width: 40, height: 28 }, tip, undefined, view).top).toBe(740);
});

test("it stays 8 px inside of the window at both sides", () => {
  expect(placeTip({ left: 0, top: 100, width: 40, height: 28 }, tip, undefined, view).left).toBe(8);
  expect(placeTip({ left: 980, top: 100, width: 20, height: 28 }, tip, undefined, view).left).toBe(872);
});

test("it stands at the right when asked to, and at the left where there is no room", () => {
  expect(placeTip({ left: 8, top: 100, width: 34, height: 28 }, tip, "right", view)).toEqual({ left: 48, top: 102 });
  expect(placeTip({ left: 900, top: 100, width: 40, height: 28 }, tip, "right", view).left).toBe(774);
});
