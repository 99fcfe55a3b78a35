import { expect, test } from "vitest";

import { compareTraces } from "../../../web-ui/src/traces/model/compare.ts";
import { dataDifferences } from "../../../web-ui/src/traces/model/data-diff.ts";
import { failedTrace, span, trace } from "./fixtures.ts";

test("a trace differs in nothing from itself", () => {
  const { scripts, ...totals } = compareTraces(failedTrace(), failedTrace());
  expect(totals).toEqual({ isSameStatus: true, isSamePlan: true, durationMs: 0, instructions: 0 });
  expect(scripts.flatMap(({ differences }) => differences)).toEqual([]);
});

test("scripts are aligned by layer and id, and one that ran on one side only is told", () => {
  const before = trace({ spans: [span("a"), span("b", { sequence: 1, layerIndex: 1 })] });
  const after = trace({
    status: "blocked",
    durationMs: 25,
    planHash: "other",
    spans: [span("a", { status: "blocked", instructions: 130 })],
  });
  expect(compareTraces(before, after)).toMatchObject({
    isSameStatus: false,
    isSamePlan: false,
    durationMs: 15,
    instructions: -70,
    scripts: [
      { scriptId: "a", layerIndex: 0, differences: ["status", "instructions"] },
      { scriptId: "b", layerIndex: 1, differences: ["presence"] },
    ],
  });
});

test("a script that stands in a layer more than once is aligned in the order it ran", () => {
  const twice = [span("a", { instructions: 1 }), span("a", { sequence: 1, instructions: 2 })];
  const { scripts } = compareTraces(trace({ spans: twice }), trace({ spans: twice }));
  expect(scripts.map(({ differences }) => differences)).toEqual([[], []]);
});

test("data differs by paths, a type is a difference, and an empty whole has no line of its own", () => {
  expect(dataDifferences({ a: 1, b: { c: [1, 2] } }, { a: "1", b: { c: [1] }, d: null })).toEqual([
    { path: "a", before: "1", after: '"1"' },
    { path: "b.c[1]", before: "2", after: undefined },
    { path: "d", before: undefined, after: "null" },
  ]);
  expect(dataDifferences({}, { a: 1 })).toEqual([{ path: "a", before: undefined, after: "1" }]);
  expect(dataDifferences({ a: {} }, { a: [] })).toEqual([{ path: "a", before: "{}", after: "[]" }]);
});
