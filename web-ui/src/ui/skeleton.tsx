import { useEffect, useState } from "react";

import { cx } from "./cx.ts";

/** Below this nobody notices that they wait. */
const shownAfterMs = 150;

/** Whether something has taken long enough to say so. */
export function useSlow(pending = true): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setSlow(true), shownAfterMs);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [pending]);
  return pending && slow;
}

export interface SkeletonRowsProps {
  readonly rows?: number | undefined;
  /** Height of a row in px: that of the rows it stands for. */
  readonly height: number;
  /** Widths of what stands in a row, as CSS lengths; default: one text. */
  readonly columns?: readonly string[] | undefined;
  /** What is loaded: "Traces". */
  readonly label: string;
  readonly className?: string | undefined;
}

const oneText: readonly string[] = ["40%"];

/** Rows that keep the place of those to come. */
export function SkeletonRows({ rows = 6, height, columns = oneText, label, className }: SkeletonRowsProps) {
  const slow = useSlow();
  return (
    <div className={className} aria-busy>
      {slow && (
        <span role="status" className="sr-only">
          {label} are loading
        </span>
      )}
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex items-center gap-6 border-b border-line-1 px-4" style={{ height }} aria-hidden>
          {slow && columns.map((width, column) => <Skeleton key={column} width={width} />)}
        </div>
      ))}
    </div>
  );
}

/** One grey bar. */
function Skeleton({ width, className }: { readonly width: string; readonly className?: string | undefined }) {
  return <span className={cx("block h-2.5 rounded-2 bg-sunken", className)} style={{ width }} />;
}
