/** A line of a script around the one an error is about. */
export interface FrameLine {
  readonly number: number;
  readonly text: string;
  readonly isMarked: boolean;
}

export interface Underline {
  /** From 0. */
  readonly column: number;
  readonly length: number;
}

const linesBefore = 2;
const linesAfter = 2;

/** The lines around one; empty when the script has no such line. */
export function codeFrame(code: string, line: number): FrameLine[] {
  const lines = code.split("\n").map((text) => text.replace(/\r$/, ""));
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - linesBefore);
  return lines
    .slice(first - 1, line + linesAfter)
    .map((text, n) => ({ number: first + n, text, isMarked: first + n === line }));
}

const named = /\((?:field|local|global|upvalue|method) '([A-Za-z_][A-Za-z0-9_]*)'\)/;

/**
 * The expression that a message names, where the line has it exactly once: "geo.score" for "(field 'score')". `known`
 * is the name where the message has none.
 */
export function underlined(text: string, message: string, known?: string): Underline | undefined {
  const name = named.exec(message)?.[1] ?? known;
  if (name === undefined) return undefined;
  const expression = new RegExp(`(?<![A-Za-z0-9_.:])(?:[A-Za-z_][A-Za-z0-9_]*[.:])*${name}(?![A-Za-z0-9_])`, "g");
  const found = [...text.matchAll(expression)];
  const [match] = found;
  return match && found.length === 1 ? { column: match.index, length: match[0].length } : undefined;
}
