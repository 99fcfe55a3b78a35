/** A place of the Language Server Protocol. */
interface Position {
  readonly line: number;
  readonly character: number;
}

interface Change {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** What positions count within a line, as client and server have agreed. */
export type PositionEncoding = "utf-16" | "utf-8";

/** `text` with a change of a range, or of all of it. Places behind a line or the text are its end. */
export function withChange(text: string, { range, text: inserted }: Change, encoding: PositionEncoding): string {
  if (range === undefined) return inserted;
  const begin = offsetOf(text, range.start, encoding);
  const end = Math.max(begin, offsetOf(text, range.end, encoding));
  return text.slice(0, begin) + inserted + text.slice(end);
}

function offsetOf(text: string, { line, character }: Position, encoding: PositionEncoding): number {
  const lineEnd = /\r\n|\n|\r/g;
  let begin = 0;
  for (let passed = 0; passed < line; passed++) {
    lineEnd.lastIndex = begin;
    if (lineEnd.exec(text) === null) return text.length;
    begin = lineEnd.lastIndex;
  }
  lineEnd.lastIndex = begin;
  const end = lineEnd.exec(text)?.index ?? text.length;
  let left = character;
  let at = begin;
  while (at < end && left > 0) {
    const point = text.codePointAt(at)!;
    left -= encoding === "utf-8" ? bytesOf(point) : unitsOf(point);
    if (left < 0) break;
    at += unitsOf(point);
  }
  return at;
}

function unitsOf(point: number): number {
  return point > 0xffff ? 2 : 1;
}

function bytesOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point > 0xffff ? 4 : 3;
}
