import type { ReactElement } from "react";

import { formatNumber } from "../ui/format.ts";
import { clipText, visibleText } from "./visible-text.ts";

export interface PlainTextProps {
  readonly text: string;
  /** Lines stay; without it the text is one line. */
  readonly lines?: boolean;
  /** Most characters to put into the page; default 4,000. What is left out is counted. */
  readonly limit?: number;
  readonly className?: string;
}

/** Text that somebody else wrote: isolated from the text around it, its hidden characters shown as escapes. */
export function PlainText({ text, lines = false, limit = 4_000, className }: PlainTextProps): ReactElement {
  const { shown, leftOut } = clipText(text, limit);
  return (
    <bdi className={className}>
      {visibleText(shown, { keepLines: lines })}
      {leftOut > 0 && <span className="left-out"> … {formatNumber(leftOut)} characters not shown</span>}
    </bdi>
  );
}
