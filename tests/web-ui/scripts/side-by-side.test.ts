import type { DiffLine } from "sluice";
import { expect, test } from "vitest";

import { sideBySide } from "../../../web-ui/src/parts/side-by-side.ts";

const line = (kind: DiffLine["kind"], text: string): DiffLine => ({ kind, text });
const rowsOf = (...lines: DiffLine[]) =>
  sideBySide({ lines }).map(({ before, after }) => [before?.text, after?.text]);

test("what was removed stands beside what was added in its place", () => {
  expect(rowsOf(line("same", "a"), line("removed", "b"), line("added", "B"), line("same", "c"))).toEqual([
    ["a", "a"],
    ["b", "B"],
    ["c", "c"],
  ]);
});

test("the longer side goes on beside nothing", () => {
  expect(rowsOf(line("removed", "a"), line("added", "A"), line("added", "B"))).toEqual([
    ["a", "A"],
    [undefined, "B"],
  ]);
  expect(rowsOf(line("removed", "a"), line("removed", "b"), line("same", "c"))).toEqual([
    ["a", undefined],
    ["b", undefined],
    ["c", "c"],
  ]);
});

test("lines that were added before others were removed are a change of their own", () => {
  expect(rowsOf(line("added", "A"), line("removed", "b"))).toEqual([
    [undefined, "A"],
    ["b", undefined],
  ]);
});
