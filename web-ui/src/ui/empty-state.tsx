import type { ReactNode } from "react";

import { cx } from "./cx.ts";

export interface EmptyStateProps {
  /** What is not there: "Nothing runs before sign-up". */
  readonly title: ReactNode;
  /** What that means, and what would change it. */
  readonly children?: ReactNode;
  /** One or two buttons. */
  readonly actions?: ReactNode;
  /** A small mark above, at most: the mode's, a lock. */
  readonly mark?: ReactNode;
  /** 1 where it is all that a page has; default 2. */
  readonly level?: 1 | 2 | undefined;
  readonly className?: string | undefined;
}

/** Where there is nothing yet. Calm, at the left, and it says how to go on. */
export function EmptyState({ title, children, actions, mark, level = 2, className }: EmptyStateProps) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className={cx("grid max-w-120 justify-items-start gap-2 p-5", className)}>
      {mark}
      <Heading className="text-13 font-semibold">{title}</Heading>
      {children !== undefined && <div className="text-fg-2">{children}</div>}
      {actions !== undefined && <div className="mt-1 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
