import type { DiffLine, LineDiff } from "sluice";
import { Fragment } from "react";

import { cx } from "../ui/cx.ts";
import { PlainText } from "./plain-text.tsx";
import { sideBySide } from "./side-by-side.ts";
import "./line-diff.css";

export interface SideBySideViewProps {
  readonly diff: LineDiff;
  readonly label: string;
  /** What the columns are called: "Version 2", "Version 3". */
  readonly names: readonly [before: string, after: string];
}

/** Changed lines in two columns, with those around them. */
export function SideBySideView({ diff, label, names }: SideBySideViewProps) {
  if (diff.hunks.length === 0) return <p className="text-12 text-fg-3">The code is the same.</p>;
  return (
    <div className="line-diff is-side-by-side" tabIndex={0} role="region" aria-label={label}>
      <table>
        <colgroup>
          {names.map((name) => (
            <Fragment key={name}>
              <col className="line-diff-number-column" />
              <col />
            </Fragment>
          ))}
        </colgroup>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col" colSpan={2}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {diff.hunks.map((hunk) => (
          <tbody key={`${hunk.oldStart} ${hunk.newStart}`}>
            {sideBySide(hunk).map(({ before, after }, index) => (
              <tr key={index}>
                <Side line={before} number={before?.old} />
                <Side line={after} number={after?.new} />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const signs = { same: " ", added: "+", removed: "−" } as const;

function Side({ line, number }: { readonly line: DiffLine | undefined; readonly number: number | undefined }) {
  return (
    <>
      <td className="line-diff-number">{number ?? ""}</td>
      <td className={cx("line-diff-text", line ? line.kind !== "same" && `is-${line.kind}-side` : "is-no-side")}>
        {line && (
          <>
            <span aria-hidden>{signs[line.kind]} </span>
            {line.kind !== "same" && <span className="sr-only">{line.kind}: </span>}
            <PlainText text={line.text} lines />
          </>
        )}
      </td>
    </>
  );
}
