import type { LineDiff } from "sluice";

import { cx } from "../ui/cx.ts";
import { PlainText } from "./plain-text.tsx";
import "./line-diff.css";

const words = { same: "", added: "added", removed: "removed" } as const;
const signs = { same: " ", added: "+", removed: "−" } as const;

/** Changed lines with those around them. A line's kind is a sign and a word beside its colour. */
export function LineDiffView({ diff, label }: { readonly diff: LineDiff; readonly label: string }) {
  if (diff.hunks.length === 0) return <p className="text-12 text-fg-3">The code is the same.</p>;
  return (
    <div className="line-diff" tabIndex={0} role="region" aria-label={label}>
      <table>
        {diff.hunks.map((hunk) => (
          <tbody key={`${hunk.oldStart} ${hunk.newStart}`}>
            {hunk.lines.map((line, index) => (
              <tr key={index} className={cx(line.kind !== "same" && `is-${line.kind}-line`)}>
                <td className="line-diff-number">{line.old ?? ""}</td>
                <td className="line-diff-number">{line.new ?? ""}</td>
                <td className="line-diff-text">
                  <span aria-hidden>{signs[line.kind]} </span>
                  {words[line.kind] !== "" && <span className="sr-only">{words[line.kind]}: </span>}
                  <PlainText text={line.text} lines />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** As in "+6 −2". */
export function DiffCount({ diff }: { readonly diff: Pick<LineDiff, "added" | "removed"> }) {
  return (
    <span className="tabular-nums">
      +{diff.added} −{diff.removed}
      <span className="sr-only"> lines</span>
    </span>
  );
}
