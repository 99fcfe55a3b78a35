import { describe, expect, test } from "vitest";
import { diffLines, type LineDiff } from "../../../bindings/js/control/line-diff.ts";

/** As `diff -u` shows it, without its head. */
function shown({ hunks }: LineDiff): string[] {
  const mark = { same: " ", removed: "-", added: "+" };
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines.map(({ kind, text }) => mark[kind] + text),
  ]);
}

/** The new text, made of the old one and the difference. */
function applied(before: string, { hunks }: LineDiff): string[] {
  const lines = before.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const { oldStart, oldLines, lines: shownLines } of hunks.toReversed()) {
    const start = oldLines === 0 ? oldStart : oldStart - 1;
    const old = shownLines.filter(({ kind }) => kind !== "added").map(({ text }) => text);
    expect(lines.slice(start, start + oldLines)).toEqual(old);
    lines.splice(start, oldLines, ...shownLines.filter(({ kind }) => kind !== "removed").map(({ text }) => text));
  }
  return lines;
}

const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join("");

test("equal texts differ in nothing", () => {
  expect(diffLines("a\nb\n", "a\nb\n")).toEqual({ hunks: [], added: 0, removed: 0 });
  expect(diffLines("", "")).toEqual({ hunks: [], added: 0, removed: 0 });
});

test("a change is shown with three lines around it, and both line numbers", () => {
  const before = text("1", "2", "3", "4", "5", "6", "7", "8", "9");
  const diff = diffLines(before, before.replace("5", "five"));
  expect(shown(diff)).toEqual(["@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"]);
  expect(diff.hunks[0]?.lines.slice(2, 6)).toEqual([
    { kind: "same", text: "4", old: 4, new: 4 },
    { kind: "removed", text: "5", old: 5 },
    { kind: "added", text: "five", new: 5 },
    { kind: "same", text: "6", old: 6, new: 6 },
  ]);
  expect(diff).toMatchObject({ added: 1, removed: 1 });
});

test("changes with up to six lines between them stand in one hunk, with seven in two", () => {
  const between = (count: number) => Array.from({ length: count }, (_, n) => `same ${n}`);
  expect(diffLines(text("a", ...between(6), "b"), text("A", ...between(6), "B")).hunks).toHaveLength(1);
  expect(diffLines(text("a", ...between(7), "b"), text("A", ...between(7), "B")).hunks).toHaveLength(2);
});

test("a text that grows from nothing, or goes, begins at line 0", () => {
  expect(shown(diffLines("", "a\nb\n"))).toEqual(["@@ -0,0 +1,2 @@", "+a", "+b"]);
  expect(shown(diffLines("a\n", ""))).toEqual(["@@ -1,1 +0,0 @@", "-a"]);
});

test("the example of Myers' paper takes five changes, which are the fewest", () => {
  const diff = diffLines(text(..."ABCABBA"), text(..."CBABAC"));
  expect(diff.added + diff.removed).toBe(5);
  expect(applied(text(..."ABCABBA"), diff)).toEqual([..."CBABAC"]);
});

describe("whatever the texts", () => {
  // A small generator of our own, so that a failure can be run again.
  const random = (seed: number) => () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;

  test("the difference leads from one to the other, with no more changes than a table of all subsequences finds", () => {
    const next = random(7);
    for (let round = 0; round < 300; round++) {
      const lines = () => Array.from({ length: Math.floor(next() * 14) }, () => "abc"[Math.floor(next() * 3)]!);
      const [before, after] = [lines(), lines()];
      const diff = diffLines(text(...before), text(...after));
      expect(applied(text(...before), diff)).toEqual(after);
      expect(diff.added + diff.removed).toBe(before.length + after.length - 2 * commonLength(before, after));
    }
  });

  function commonLength(a: readonly string[], b: readonly string[]): number {
    const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
    a.forEach((line, i) => {
      b.forEach((other, j) => {
        table[i + 1]![j + 1] = line === other ? table[i]![j]! + 1 : Math.max(table[i]![j + 1]!, table[i + 1]![j]!);
      });
    });
    return table[a.length]![b.length]!;
  }
});

test("texts with nothing in common are replaced as a whole, however long they are", () => {
  const before = text(...Array.from({ length: 30_000 }, (_, n) => `a${n}`));
  const after = text(...Array.from({ length: 30_000 }, (_, n) => `b${n}`));
  expect(diffLines(before, after)).toMatchObject({ added: 30_000, removed: 30_000, hunks: [{ oldStart: 1, newStart: 1 }] });
});

test("a long text with few changes is compared line by line", () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => `line ${n}`);
  const diff = diffLines(text(...lines), text(...lines.toSpliced(10, 1), "more"));
  expect(diff).toMatchObject({ added: 1, removed: 1 });
});
