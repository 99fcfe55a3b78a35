import type { LogLine, ScriptProfile, Trace } from "sluice";

import { formatNumber } from "../ui/format.ts";

/** What a run of a script left at its lines, from 1. */
export interface RunMarks {
  /** The code that ran: the lines are those of it. */
  readonly code: string;
  readonly logs: readonly LineLog[];
  readonly costs: readonly LineHeat[];
  /** Where and why it failed. */
  readonly failures: readonly LineFailure[];
}

/** What the test cases of a script's pipeline left out of it. */
export interface CoverageMarks {
  /** The code that ran: the lines are those of it. */
  readonly code: string;
  readonly statements: number;
  readonly covered: number;
  /** First lines, from 1, of statements that no case ran. */
  readonly missed: readonly number[];
}

export interface LineLog {
  readonly line: number;
  readonly level: LogLine["level"];
  /** What was logged last at this line. */
  readonly text: string;
  readonly count: number;
}

export interface LineHeat {
  readonly line: number;
  readonly instructions: number;
  /** Of what the script executed, from 0 to 1. */
  readonly share: number;
  /** Of four: which part of the hottest. */
  readonly step: 1 | 2 | 3 | 4;
}

export interface LineFailure {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** The part of a trial's result that is about a script; undefined when it did not run there with known code. */
export function runMarksOf(
  id: string,
  result: {
    readonly trace?: Trace;
    readonly profile?: readonly ScriptProfile[];
    readonly codes?: Readonly<Record<string, string>>;
  },
): RunMarks | undefined {
  const code = result.codes?.[id];
  if (code === undefined || !result.trace) return undefined;
  const spans = result.trace.spans.filter(({ scriptId }) => scriptId === id);
  const failures = spans.flatMap(({ parentId, status, line, errorCode = "error", statusMessage = "" }) =>
    parentId === undefined && status === "error" ? [{ line: line ?? 1, code: errorCode, message: statusMessage }] : [],
  );
  const logs = logsByLine(spans.flatMap((span) => span.logs));
  return { code, logs, failures, costs: heatOf(result.profile?.filter(({ scriptId }) => scriptId === id) ?? []) };
}

function logsByLine(lines: readonly LogLine[]): LineLog[] {
  const found = new Map<number, LineLog>();
  for (const { line, level, text } of lines) {
    if (line !== undefined) found.set(line, { line, level, text, count: (found.get(line)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

/** What each line cost, in all places of the pipeline where the script stands, in the order of the lines. */
export function heatOf(profiles: readonly Pick<ScriptProfile, "lines">[]): LineHeat[] {
  const lines = new Map<number, number>();
  for (const { line, instructions } of profiles.flatMap((profile) => profile.lines)) {
    lines.set(line, (lines.get(line) ?? 0) + instructions);
  }
  const total = [...lines.values()].reduce((sum, instructions) => sum + instructions, 0);
  return [...lines]
    .filter(([, instructions]) => instructions > 0)
    .sort(([a], [b]) => a - b)
    .map(([line, instructions]) => ({
      line,
      instructions,
      share: instructions / total,
      step: stepOf(instructions / total),
    }));
}

/** Steps of a share of the whole: below 5%, 15% and 40%. */
function stepOf(share: number): LineHeat["step"] {
  if (share < 0.05) return 1;
  if (share < 0.15) return 2;
  return share < 0.4 ? 3 : 4;
}

/** "Line 6: 1,310 instructions, 54% of the script". */
export function heatWords({ line, instructions, share }: LineHeat): string {
  const percent = share < 0.01 ? "less than 1%" : `${Math.round(share * 100)}%`;
  return `Line ${line}: ${formatNumber(instructions)} instructions, ${percent} of the script`;
}
