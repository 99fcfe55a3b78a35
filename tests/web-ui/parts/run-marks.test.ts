import type { LogLine, Span, Trace } from "sluice";
import { expect, test } from "vitest";

import { heatOf, heatWords, runMarksOf } from "../../../web-ui/src/parts/run-marks.ts";

const log = (line: number, text: string): LogLine => ({ line, text, level: "info", at: 1 });
const run = (changes: Partial<Span>) =>
  ({ scriptId: "gate", status: "success", logs: [], ...changes }) as unknown as Span;
const traceOf = (...spans: Span[]) => ({ spans }) as unknown as Trace;
const codes = { gate: "a\nb\n" };

test("of several lines that one line logged, the last is told and how many there were", () => {
  const spans = [
    run({ logs: [log(1, "one"), log(2, "other"), log(1, "two")] }),
    run({ scriptId: "x", logs: [log(1, "no")] }),
  ];
  expect(runMarksOf("gate", { trace: traceOf(...spans), codes })?.logs).toEqual([
    { line: 1, level: "info", text: "two", count: 2 },
    { line: 2, level: "info", text: "other", count: 1 },
  ]);
});

test("a script that failed is marked where it failed, and not where a request of it did", () => {
  const failed = run({ status: "error", line: 2, errorCode: "runtime_error", statusMessage: "gate:2: no" });
  const request = run({ parentId: "1", status: "error", errorCode: "fetch_failed", statusMessage: "nobody answers" });
  expect(runMarksOf("gate", { trace: traceOf(failed, request), codes })?.failures).toEqual([
    { line: 2, code: "runtime_error", message: "gate:2: no" },
  ]);
});

test("there are no marks of a run whose code is not known, or of a script that did not run", () => {
  expect(runMarksOf("gate", { trace: traceOf(run({})) })).toBeUndefined();
  expect(runMarksOf("other", { trace: traceOf(run({})), codes })).toBeUndefined();
});

test("what a line cost is added up over all places of the script, and is a share of the whole", () => {
  const lines = (...costs: [number, number][]) =>
    costs.map(([line, instructions]) => ({ line, instructions, bytes: 0 }));
  const heat = heatOf([{ lines: lines([1, 1], [3, 30]) }, { lines: lines([1, 1], [2, 10], [3, 56], [4, 2], [5, 0]) }]);
  expect(heat).toEqual([
    { line: 1, instructions: 2, share: 0.02, step: 1 },
    { line: 2, instructions: 10, share: 0.1, step: 2 },
    { line: 3, instructions: 86, share: 0.86, step: 4 },
    { line: 4, instructions: 2, share: 0.02, step: 1 },
  ]);
  expect(heatWords(heat[2]!)).toBe("Line 3: 86 instructions, 86% of the script");
  expect(heatWords({ line: 9, instructions: 1, share: 0.001, step: 1 })).toContain("less than 1%");
});
