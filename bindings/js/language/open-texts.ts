/** A place of the Language Server Protocol in UTF-16 code units. */
interface Position {
  readonly line: number;
  readonly character: number;
}

interface Change {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** `text` with a change of a range, or of all of it. Places behind a line or the text are its end. */
export function withChange(text: string, { range, text: inserted }: Change): string {
  if (range === undefined) return inserted;
  const begin = offsetOf(text, range.start);
  const end = Math.max(begin, offsetOf(text, range.end));
  return text.slice(0, begin) + inserted + text.slice(end);
}

function offsetOf(text: string, { line, character }: Position): number {
  const lineEnd = /\r\n|\n|\r/g;
  let begin = 0;
  for (let passed = 0; passed < line; passed++) {
    lineEnd.lastIndex = begin;
    if (lineEnd.exec(text) === null) return text.length;
    begin = lineEnd.lastIndex;
  }
  lineEnd.lastIndex = begin;
  return Math.min(begin + character, lineEnd.exec(text)?.index ?? text.length);
}
