import type { ReactNode } from "react";

import { cx } from "./cx.ts";

export type TagTone =
  | "neutral"
  | "line"
  | "draft"
  | "accent"
  | "blocking"
  | "async"
  | "enrichment"
  | "success"
  | "blocked"
  | "warning"
  | "error"
  | "skipped";

const tones: Readonly<Record<TagTone, string>> = {
  neutral: "bg-sunken text-fg-2",
  line: "border border-line-2 text-fg-2",
  draft: "border border-line-3 text-fg-1",
  accent: "bg-accent-soft text-accent",
  blocking: "bg-blocking-soft text-blocking",
  async: "bg-async-soft text-async",
  enrichment: "bg-enrich-soft text-enrich",
  success: "bg-success-soft text-success",
  blocked: "bg-blocked-soft text-blocked",
  warning: "bg-warning-soft text-warning",
  error: "bg-error-soft text-error",
  skipped: "bg-skipped-soft text-skipped",
};

export interface TagProps {
  readonly tone?: TagTone | undefined;
  readonly mono?: boolean | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** A word about something: its state, its version, its mode. Never a control. */
export function Tag({ tone = "neutral", mono = false, children, className }: TagProps) {
  return <span className={cx("tag", tones[tone], mono && "code font-normal", className)}>{children}</span>;
}
