import type { Mode } from "sluice";
import type { ReactElement } from "react";
import "./marks.css";

export interface ModeMarkProps {
  readonly mode: Mode;
  readonly size?: number;
  /** Given where the mode's name does not stand beside the mark. */
  readonly label?: string;
}

/** The mark of a mode: a gate in the line, a branch that leaves it, a plus that rides on it. */
export function ModeMark({ mode, size = 12, label }: ModeMarkProps): ReactElement {
  const named = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg
      className={`mark is-${mode}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      {...named}
    >
      {shapes[mode]}
    </svg>
  );
}

const shapes = {
  blocking: (
    <>
      <path d="M1.5 8h4M10.5 8h4" />
      <rect x="6.3" y="1.8" width="3.4" height="12.4" rx="1" fill="currentColor" stroke="none" />
    </>
  ),
  async: (
    <>
      <path d="M1.5 4.5h13" />
      <path d="M5 4.5c0 4.5 1.5 7 5 7" strokeDasharray="2 2.2" />
      <path d="m11 9 3 2.5-3 2.5z" fill="currentColor" stroke="none" />
    </>
  ),
  enrichment: (
    <>
      <path d="M1.5 8h3M11.5 8h3" />
      <circle cx="8" cy="8" r="4.6" fill="currentColor" stroke="none" />
      <path d="M8 5.8v4.4M5.8 8h4.4" stroke="var(--mark-ink, var(--surface))" strokeWidth="1.4" />
    </>
  ),
} as const;
