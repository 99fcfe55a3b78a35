import type { Plan } from "../plan.ts";
import type { ScriptProfile } from "../profile.ts";
import { statementsOf } from "./statements.ts";

/** Which statements of a script ran. */
export interface ScriptCoverage {
  readonly scriptId: string;
  readonly statements: number;
  readonly covered: number;
  /** First lines of the statements that never ran. */
  readonly missed: readonly number[];
  /** Instructions by line, over all runs. */
  readonly lines: Readonly<Record<number, number>>;
}

/** What the profiles say about the scripts of a plan, in plan order. */
export function coverageOf({ layers }: Plan, profiles: readonly ScriptProfile[]): ScriptCoverage[] {
  const codes = new Map(layers.flat().map(({ id, code = "" }) => [id, code]));
  return [...codes].map(([scriptId, code]) => {
    const lines = linesOf(profiles.filter((profile) => profile.scriptId === scriptId));
    return { scriptId, ...countStatements(code, lines), lines };
  });
}

function linesOf(profiles: readonly ScriptProfile[]): Record<number, number> {
  const lines: Record<number, number> = {};
  for (const { line, instructions } of profiles.flatMap((profile) => profile.lines)) {
    lines[line] = (lines[line] ?? 0) + instructions;
  }
  return lines;
}

function countStatements(
  code: string,
  lines: Readonly<Record<number, number>>,
): Pick<ScriptCoverage, "statements" | "covered" | "missed"> {
  const statements = statementsOf(code);
  const missed = statements.filter(({ line, lastLine }) => {
    for (let at = line; at <= lastLine; at++) if (lines[at] !== undefined) return false;
    return true;
  });
  const first = [...new Set(missed.map(({ line }) => line))];
  return { statements: statements.length, covered: statements.length - missed.length, missed: first };
}

/** The coverage of several reports together: a statement that ran in one of them ran. */
export function joinCoverage(
  parts: readonly (readonly ScriptCoverage[])[],
  codeOf: (scriptId: string) => string,
): ScriptCoverage[] {
  const all = parts.flat();
  return [...new Set(all.map(({ scriptId }) => scriptId))].map((scriptId) => {
    const lines: Record<number, number> = {};
    const found = all.filter((part) => part.scriptId === scriptId);
    for (const [line, instructions] of found.flatMap((part) => Object.entries(part.lines))) {
      lines[Number(line)] = (lines[Number(line)] ?? 0) + instructions;
    }
    return { scriptId, ...countStatements(codeOf(scriptId), lines), lines };
  });
}
