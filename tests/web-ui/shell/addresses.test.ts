import { expect, test } from "vitest";

import { isWithin } from "../../../web-ui/src/shell/is-within.ts";

test.each([
  ["/playground/traces", "/playground/traces", true],
  ["/playground/traces/4f2a", "/playground/traces", true],
  ["/playground/tracesque", "/playground/traces", false],
  ["/admin/pipelines/before_signup/graph", "/admin/pipelines", true],
  ["/admin/pipelines/secrets", "/admin/pipelines", false],
  ["/admin/pipelines/traces/4f2a", "/admin/pipelines", false],
  ["/admin/pipelines/scripts_sync", "/admin/pipelines", true],
])("whether %s is within %s: %s", (address, area, within) => {
  expect(isWithin(address, area, false)).toBe(within);
});

test("a place that is only itself has nothing within it", () => {
  expect(isWithin("/playground", "/playground", true)).toBe(true);
  expect(isWithin("/playground/pipelines", "/playground", true)).toBe(false);
});
