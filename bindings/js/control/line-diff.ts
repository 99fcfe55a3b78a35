/** A line of a hunk, and its numbers in the texts that have it, from 1. */
export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
  readonly old?: number;
  readonly new?: number;
}

/** Changed lines that stand together, with the lines around them. */
export interface Hunk {
  /** First line in the old text, from 1; where it has none of the hunk's lines, the line before. */
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly DiffLine[];
}

/** How one text became another. */
export interface LineDiff {
  readonly hunks: readonly Hunk[];
  readonly added: number;
  readonly removed: number;
}

/** Unchanged lines shown around changed ones. */
const contextLines = 3;

/**
 * More changes than this are not looked for one by one: what lies between the first and the last is replaced as a
 * whole. The search costs the square of it, in time and memory.
 */
const maxEdits = 1_000;

/** The difference of two texts by lines: the fewest changes, as long as `maxEdits` are enough. */
export function diffLines(before: string, after: string): LineDiff {
  const lines = allLines(linesOf(before), linesOf(after));
  return {
    hunks: hunksOf(lines),
    added: lines.filter(({ kind }) => kind === "added").length,
    removed: lines.filter(({ kind }) => kind === "removed").length,
  };
}

/** A text that ends with a line break has no empty line after it. */
function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Both texts as one list. What they begin and end with in common is found at once. */
function allLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const old = before.slice(start, before.length - end);
  const renewed = after.slice(start, after.length - end);
  const edits = shortestEdits(old, renewed) ?? [...times(old.length, "removed"), ...times(renewed.length, "added")];
  return numbered([...times(start, "same"), ...edits, ...times(end, "same")], before, after);
}

function times(count: number, kind: DiffLine["kind"]): DiffLine["kind"][] {
  return new Array<DiffLine["kind"]>(count).fill(kind);
}

function numbered(kinds: readonly DiffLine["kind"][], before: readonly string[], after: readonly string[]): DiffLine[] {
  let [old, renewed] = [0, 0];
  return kinds.map((kind): DiffLine => {
    if (kind !== "added") old++;
    if (kind !== "removed") renewed++;
    const text = (kind === "added" ? after[renewed - 1] : before[old - 1])!;
    return { kind, text, ...(kind !== "added" && { old }), ...(kind !== "removed" && { new: renewed }) };
  });
}

/**
 * The fewest changes that turn `a` into `b`, or undefined when there are more than `maxEdits`. E. W. Myers, "An O(ND)
 * difference algorithm and its variations", Algorithmica 1 (1986), its basic form: `furthest[k]` is how far in `a` the
 * best path with so many edits has come on diagonal k = (place in a) - (place in b).
 */
function shortestEdits(a: readonly string[], b: readonly string[]): DiffLine["kind"][] | undefined {
  const most = Math.min(a.length + b.length, maxEdits);
  const middle = most + 1;
  const furthest = new Int32Array(2 * middle + 1);
  const history: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    history.push(furthest.slice(middle - edits - 1, middle + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      let x = isDown(furthest, middle, k, edits) ? furthest[middle + k + 1]! : furthest[middle + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(history, a.length, b.length);
    }
  }
  return undefined;
}

/** Whether the best way to diagonal k adds a line of `b`, which is a step from diagonal k + 1. */
function isDown(furthest: Int32Array, middle: number, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && furthest[middle + k - 1]! < furthest[middle + k + 1]!);
}

/** `history[n]` holds the diagonals -n - 1 to n + 1 as they were before the n-th edit. */
function walkBack(history: readonly Int32Array[], aLength: number, bLength: number): DiffLine["kind"][] {
  const kinds: DiffLine["kind"][] = [];
  let [x, y] = [aLength, bLength];
  for (let edits = history.length - 1; edits > 0; edits--) {
    const furthest = history[edits]!;
    const middle = edits + 1;
    const added = isDown(furthest, middle, x - y, edits);
    const k = x - y + (added ? 1 : -1);
    const fromX = furthest[middle + k]!;
    const same = (added ? x : x - 1) - fromX;
    for (let count = 0; count < same; count++) kinds.push("same");
    kinds.push(added ? "added" : "removed");
    [x, y] = [fromX, fromX - k];
  }
  for (; x > 0; x--) kinds.push("same");
  return kinds.reverse();
}

function hunksOf(lines: readonly DiffLine[]): Hunk[] {
  const hunks: Hunk[] = [];
  let from = -1;
  let lastChange = -1;
  lines.forEach(({ kind }, place) => {
    if (kind === "same") return;
    if (from >= 0 && place - lastChange > 2 * contextLines + 1) {
      hunks.push(hunkOf(lines, from, lastChange + contextLines + 1));
      from = -1;
    }
    if (from < 0) from = Math.max(0, place - contextLines);
    lastChange = place;
  });
  if (from >= 0) hunks.push(hunkOf(lines, from, lastChange + contextLines + 1));
  return hunks;
}

function hunkOf(all: readonly DiffLine[], from: number, to: number): Hunk {
  const lines = all.slice(from, to);
  const before = all.slice(0, from);
  const old = lines.filter(({ kind }) => kind !== "added").length;
  const renewed = lines.filter(({ kind }) => kind !== "removed").length;
  const oldBefore = before.filter(({ kind }) => kind !== "added").length;
  const newBefore = before.filter(({ kind }) => kind !== "removed").length;
  return {
    oldStart: oldBefore + (old > 0 ? 1 : 0),
    oldLines: old,
    newStart: newBefore + (renewed > 0 ? 1 : 0),
    newLines: renewed,
    lines,
  };
}
