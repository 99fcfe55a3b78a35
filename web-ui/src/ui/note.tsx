import type { ReactNode } from "react";

import { cx } from "./cx.ts";
import { StatusMark, type MessageStatus } from "./icons/status-mark.tsx";

export interface NoteProps {
  readonly status?: MessageStatus | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

const fills: Readonly<Record<MessageStatus, string>> = {
  info: "bg-sunken text-fg-2",
  success: "bg-success-soft text-fg-1",
  warning: "bg-warning-soft text-fg-1",
  error: "bg-error-soft text-fg-1",
};

/** A sentence or two inside the content that must not be missed. */
export function Note({ status = "info", children, className }: NoteProps) {
  return (
    <div className={cx("flex gap-2 rounded-4 px-2.5 py-2 text-12 leading-4.5", fills[status], className)}>
      <span className="mt-0.5">
        <StatusMark status={status} />
      </span>
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
    </div>
  );
}
