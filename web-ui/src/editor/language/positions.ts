import type { ChangeSpec, Text } from "@codemirror/state";

import type { Position, Range, TextEdit } from "./protocol.ts";

/** Where a position is in `doc`. One behind the line or the text is its end. */
export function offsetAt(doc: Text, { line, character }: Position): number {
  if (line >= doc.lines) return doc.length;
  const { from, length } = doc.line(Math.max(line, 0) + 1);
  return from + Math.min(Math.max(character, 0), length);
}

export function positionAt(doc: Text, offset: number): Position {
  const { number, from } = doc.lineAt(offset);
  return { line: number - 1, character: offset - from };
}

export function spanOf(doc: Text, { start, end }: Range): { from: number; to: number } {
  const from = offsetAt(doc, start);
  return { from, to: Math.max(from, offsetAt(doc, end)) };
}

export function rangeOf(doc: Text, from: number, to: number): Range {
  return { start: positionAt(doc, from), end: positionAt(doc, to) };
}

/** Edits of one document, all told in places before any of them, as changes of an editor. */
export function changesOf(doc: Text, edits: readonly TextEdit[]): ChangeSpec[] {
  return edits.map(({ range, newText }) => ({ ...spanOf(doc, range), insert: newText }));
}
