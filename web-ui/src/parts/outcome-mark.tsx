import type { ReactElement } from "react";
import { outlines } from "../ui/icons/outlines.tsx";
import "./marks.css";

/** How an execution or a span ended. `none`: it has not run, as in the shape of a pipeline that is only drawn. */
export type MarkStatus = "success" | "blocked" | "error" | "skipped" | "none";

export interface OutcomeMarkProps {
  readonly status: Exclude<MarkStatus, "none">;
  readonly size?: number;
  /** Given where no word stands beside the mark. */
  readonly label?: string;
}

/** The mark of a status. Each has an outline of its own, so that none is told by its hue alone. */
export function OutcomeMark({ status, size = 12, label }: OutcomeMarkProps): ReactElement {
  const named = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg className={`mark is-${status}`} width={size} height={size} viewBox="0 0 16 16" fill="none" {...named}>
      {shapes[status]}
    </svg>
  );
}

const ink = "var(--mark-ink, var(--surface))";

const shapes = {
  ...outlines,
  blocked: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="currentColor" />
      <path d="M4.5 8h7" stroke={ink} strokeWidth="2.2" />
    </>
  ),
  skipped: <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="1.6" strokeDasharray="3 2.2" />,
} as const;
