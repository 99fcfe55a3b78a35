import { ChevronDown, ChevronUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { cx } from "./cx.ts";

/** A table with 32 px rows. Give it role="grid" and useRoving where its rows can be opened. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return <table {...props} className={cx("table", className)} />;
}

export interface HeadCellProps extends Omit<ComponentProps<"th">, "children"> {
  readonly children?: ReactNode;
  /** Numbers stand at the right. */
  readonly numeric?: boolean | undefined;
  readonly sorted?: "ascending" | "descending" | undefined;
  readonly onSort?: (() => void) | undefined;
}

export function HeadCell({ children, numeric = false, sorted, onSort, className, ...props }: HeadCellProps) {
  const arrow = sorted === "ascending" ? <ChevronUp size={12} aria-hidden /> : <ChevronDown size={12} aria-hidden />;
  return (
    <th scope="col" {...props} aria-sort={sorted} className={cx(numeric && "text-right!", className)}>
      {onSort ? (
        <button type="button" className="inline-flex items-center gap-1 font-medium" onClick={onSort}>
          {children}
          {sorted !== undefined && arrow}
        </button>
      ) : (
        children
      )}
    </th>
  );
}

export interface RowProps extends ComponentProps<"tr"> {
  readonly selected?: boolean | undefined;
}

export function Row({ selected, className, ...props }: RowProps) {
  return <tr {...props} aria-selected={selected} className={cx(selected && "is-selected", className)} />;
}

export interface CellProps extends ComponentProps<"td"> {
  readonly numeric?: boolean | undefined;
}

export function Cell({ numeric = false, className, ...props }: CellProps) {
  return <td {...props} className={cx(numeric && "text-right tabular-nums", className)} />;
}
