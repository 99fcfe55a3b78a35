import { expect, test } from "vitest";

import { meaningOfPick } from "../../../web-ui/src/traces/model/compare-pick.ts";

const first = { id: "a", trigger: "before_signup" };

test("the first pick begins, and picked again it is dropped", () => {
  expect(meaningOfPick(undefined, first)).toBe("begin");
  expect(meaningOfPick(first, { ...first })).toBe("drop");
});

test("another run is compared, unless it is one of another hook", () => {
  expect(meaningOfPick(first, { id: "b", trigger: "before_signup" })).toBe("compare");
  expect(meaningOfPick(first, { id: "b", trigger: "token_build" })).toBe("other hook");
});
