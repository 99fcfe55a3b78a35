import { Code } from "lucide-react";
import type { ReactElement } from "react";
import { Link } from "wouter";

import { luaTokens } from "../../parts/lua-tokens.ts";
import { visibleText } from "../../parts/visible-text.ts";
import { cx } from "../../ui/cx.ts";
import { codeFrame, underlined } from "../model/code-frame.ts";

export interface CodeFrameViewProps {
  readonly scriptId: string;
  readonly code: string;
  readonly line: number;
  /** Names the expression to underline, where it does. */
  readonly message: string;
  /** What is missing, where the message does not name it. */
  readonly field: string | undefined;
  /** Which version ran; undefined: it is not known, and this is the newest. */
  readonly version: number | undefined;
  readonly href: string;
}

const lineLength = 300;

/** The lines of a script around the one an error is about. */
export function CodeFrameView({
  scriptId,
  code,
  line,
  message,
  field,
  version,
  href,
}: CodeFrameViewProps): ReactElement {
  const lines = codeFrame(code, line);
  return (
    <figure className="code-frame">
      <figcaption className="code-frame-head">
        <Code size={12} className="text-fg-3" aria-hidden />
        <span className="truncate">{scriptId}</span>
        <span className="shrink-0 text-fg-3">
          {version === undefined ? "as it is now" : `v${version}`}, line {line}
        </span>
        <Link href={href} className="ml-auto shrink-0 font-sans">
          Open script
        </Link>
      </figcaption>
      {lines.length === 0 && <p className="px-3 py-2 font-sans text-12 text-fg-3">The script has no such line now.</p>}
      <div className="code-frame-lines" tabIndex={0} role="group" aria-label={`${scriptId} around line ${line}`}>
        {lines.map(({ number, text, isMarked }) => (
          <div key={number}>
            <FrameRow {...{ number, text, isMarked }} />
            {isMarked && <Underline {...{ text, message, field }} />}
          </div>
        ))}
      </div>
    </figure>
  );
}

interface FrameRowProps {
  readonly number: number;
  readonly text: string;
  readonly isMarked: boolean;
}

function FrameRow({ number, text, isMarked }: FrameRowProps): ReactElement {
  return (
    <div className={cx("code-frame-row", isMarked && "is-marked")}>
      <span className="code-frame-number">{number}</span>
      <code>
        {luaTokens(text.slice(0, lineLength)).map(({ kind, text: piece }, n) => (
          <span key={n} className={`lua-${kind}`}>
            {visibleText(piece, { keepLines: true })}
          </span>
        ))}
        {text.length > lineLength && <span className="text-fg-3"> …</span>}
        {isMarked && <span className="sr-only"> (the error is about this line)</span>}
      </code>
    </div>
  );
}

interface UnderlineProps extends Pick<CodeFrameViewProps, "message" | "field"> {
  readonly text: string;
}

function Underline({ text, message, field }: UnderlineProps): ReactElement | null {
  const mark = underlined(text.slice(0, lineLength), message, field);
  if (!mark) return null;
  return (
    <div className="code-frame-row is-marked" aria-hidden>
      <span />
      <code className="code-frame-carets">
        {text.slice(0, mark.column).replace(/[^\t]/g, " ")}
        {"^".repeat(mark.length)}
      </code>
    </div>
  );
}
