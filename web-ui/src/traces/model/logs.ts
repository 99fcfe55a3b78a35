import type { LogLine, Span, Trace } from "sluice";

/** A line of a trace's log, with who wrote it and when. */
export interface PlacedLine {
  /** From 1, in the order shown. */
  readonly number: number;
  readonly line: LogLine;
  readonly span: Span;
  /** ms since the trace began. */
  readonly offsetMs: number;
  /** What this line says was not kept, rather than what a script said. */
  readonly isCut: boolean;
}

const cutForm = /^(log limit reached: |\d+ log lines left out$)/;

/** The lines of all spans by time and, at the same reading of the clock, in the order the spans were opened. */
export function traceLog(trace: Trace): PlacedLine[] {
  const spans = [...trace.spans].sort((a, b) => a.sequence - b.sequence);
  const lines = spans.flatMap((span) => span.logs.map((line) => ({ line, span })));
  // The sort keeps the order of equals, which is the sequence.
  return lines
    .sort((a, b) => a.line.at - b.line.at)
    .map(({ line, span }, index) => ({
      number: index + 1,
      line,
      span,
      offsetMs: Math.max(0, line.at - trace.startedAt),
      isCut: isCutLine(line),
    }));
}

/** How much of what may be logged was used, by the script that logged most. */
export function logUse(trace: Trace): { readonly lines: number; readonly bytes: number } {
  const uses = trace.spans.map(({ logs }) => ({
    lines: logs.filter((line) => !isCutLine(line)).length,
    bytes: logs.reduce((sum, line) => sum + (isCutLine(line) ? 0 : utf8Length(line.text)), 0),
  }));
  return {
    lines: Math.max(0, ...uses.map(({ lines }) => lines)),
    bytes: Math.max(0, ...uses.map(({ bytes }) => bytes)),
  };
}

/** Whether a log was cut, by a limit or because the trace would have been too large. */
function isCutLine({ level, text }: LogLine): boolean {
  return level === "warn" && cutForm.test(text);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
