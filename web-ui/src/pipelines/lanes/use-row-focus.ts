import { useState, type FocusEvent, type RefObject } from "react";

export interface RowFocus {
  rowProps(row: string): { readonly tabIndex: 0 | -1; readonly "data-row": string };
  readonly onFocus: (event: FocusEvent) => void;
  /** Whether the key moved the focus. */
  onKey(key: string, from: string): boolean;
}

/** One tab stop for the rows of a tree; arrows, Home and End go from row to row, past what is open between them. */
export function useRowFocus(root: RefObject<HTMLElement | null>, rows: readonly string[]): RowFocus {
  const [last, setLast] = useState<string>();
  const current = last !== undefined && rows.includes(last) ? last : rows[0];
  const steps: Readonly<Record<string, (from: number) => number>> = {
    ArrowDown: (from) => Math.min(rows.length - 1, from + 1),
    ArrowUp: (from) => Math.max(0, from - 1),
    Home: () => 0,
    End: () => rows.length - 1,
  };
  return {
    rowProps: (row) => ({ tabIndex: row === current ? 0 : -1, "data-row": row }),
    onFocus: ({ target }) => {
      const row = (target as HTMLElement).dataset["row"];
      if (row !== undefined) setLast(row);
    },
    onKey: (key, from) => {
      const row = rows[steps[key]?.(rows.indexOf(from)) ?? -1];
      if (row === undefined) return false;
      root.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"]`)?.focus();
      return true;
    },
  };
}
