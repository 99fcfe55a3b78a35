import { expect, test } from "vitest";
import { limits } from "../../bindings/js/generated/catalog.ts";
import { deploymentLimits, lowered } from "../../bindings/js/limits.ts";

test("a deployment has a value for every limit of the catalog", () => {
  expect(Object.keys(deploymentLimits())).toEqual(limits.map((limit) => limit.name));
  expect(deploymentLimits({ fetchMs: 5 })).toMatchObject({ fetchMs: 5, fetchRedirects: 3 });
});

test("lowering takes the lower value, never the higher", () => {
  expect(lowered({ fetchMs: 5, fetchBytes: 10 }, { fetchMs: 7, fetchBytes: 3 })).toEqual({ fetchMs: 5, fetchBytes: 3 });
});

test("lowering sets what was not set", () => {
  expect(lowered({}, { fetchMs: 7 })).toEqual({ fetchMs: 7 });
});
