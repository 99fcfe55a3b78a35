import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { cx } from "./cx.ts";
import { StatusMark } from "./icons/status-mark.tsx";

export interface ErrorStateProps {
  /** What happened: "Traces couldn't be loaded". */
  readonly title: ReactNode;
  /** Where, why, and what is unaffected. */
  readonly children?: ReactNode;
  /** What helps, in place of or beside trying again. */
  readonly actions?: ReactNode;
  readonly onRetry?: (() => void) | undefined;
  /** For whoever is asked for help. */
  readonly details?: string | undefined;
  /** Small, below: a code, an address, a request's id. */
  readonly reference?: ReactNode;
  readonly className?: string | undefined;
}

/** What could not be done: what happened, where, and what to do. */
export function ErrorState({ title, children, actions, onRetry, details, reference, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cx("grid max-w-120 justify-items-start gap-2 p-5", className)}>
      <StatusMark status="error" size={18} />
      <h2 className="text-13 font-semibold">{title}</h2>
      {children !== undefined && <div className="text-fg-2 wrap-anywhere">{children}</div>}
      <div className="mt-1 flex flex-wrap gap-2">
        {onRetry && (
          <Button icon={<RotateCw size={14} aria-hidden />} onClick={onRetry}>
            Try again
          </Button>
        )}
        {actions}
        {details !== undefined && <CopyButton text={details} label="Copy details" variant="quiet" />}
      </div>
      {reference !== undefined && <div className="code text-12 text-fg-3 wrap-anywhere">{reference}</div>}
    </div>
  );
}
