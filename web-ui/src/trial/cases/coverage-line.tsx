import type { CoverageMarks } from "../../parts/run-marks.ts";
import { counted, formatNumber, plural } from "../../ui/format.ts";

export interface CoverageLineProps {
  readonly script: string;
  readonly coverage: CoverageMarks;
  /** Leads to a line of a script. */
  readonly onOpenLine: (scriptId: string, line: number) => void;
}

const mostLines = 8;

/** How much of a script its test cases run, and the way to what they leave out. */
export function CoverageLine({ script, coverage: { statements, covered, missed }, onOpenLine }: CoverageLineProps) {
  if (statements === 0) return null;
  const shown = missed.slice(0, mostLines);
  const more = missed.length - shown.length;
  return (
    <p className="px-4 pb-2 text-12 text-fg-2" role="group" aria-label={`Coverage of ${script}`}>
      They run {formatNumber(covered)} of {counted(statements, "statement")} of <span className="code">{script}</span>.
      {shown.length > 0 && ` Not run: ${plural(shown.length, "line")} `}
      {shown.map((line, index) => (
        <span key={line}>
          {index > 0 && ", "}
          <button
            type="button"
            className="text-accent underline tabular-nums"
            aria-label={`Line ${line}, which no case runs`}
            onClick={() => onOpenLine(script, line)}
          >
            {line}
          </button>
        </span>
      ))}
      {shown.length > 0 && (more > 0 ? ` and ${formatNumber(more)} more.` : ".")}
    </p>
  );
}
