import type { ScriptSummary } from "sluice";

import type { ScriptUse } from "../../data/script-usage.ts";

/** A script as the list shows it. */
export interface ScriptRow extends ScriptSummary {
  readonly uses: readonly ScriptUse[];
  readonly state: "published" | "draft" | "unused";
}

export type SortKey = "id" | "uses" | "version" | "updatedAt";

export interface Sorting {
  readonly by: SortKey;
  readonly direction: "ascending" | "descending";
}

/** Scripts with what uses them, those that have all the words that were typed, in the order asked for. */
export function scriptRows(
  scripts: readonly ScriptSummary[],
  usage: ReadonlyMap<string, readonly ScriptUse[]>,
  { search, sorting }: { readonly search: string; readonly sorting: Sorting },
): ScriptRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = scripts.map((script): ScriptRow => {
    const uses = usage.get(script.id) ?? [];
    return { ...script, uses, state: stateOf(uses) };
  });
  const found = rows.filter((row) => words.every((word) => textOf(row).includes(word)));
  const sign = sorting.direction === "ascending" ? 1 : -1;
  return found.sort((a, b) => sign * compared(a, b, sorting.by) || a.id.localeCompare(b.id));
}

/** The next order when a column's head is pressed: the other direction of the same, or a new one. */
export function sortedBy(before: Sorting, by: SortKey): Sorting {
  const first = by === "id" ? "ascending" : "descending";
  if (before.by !== by) return { by, direction: first };
  return { by, direction: before.direction === "ascending" ? "descending" : "ascending" };
}

function stateOf(uses: readonly ScriptUse[]): ScriptRow["state"] {
  if (uses.some(({ published }) => published)) return "published";
  return uses.length > 0 ? "draft" : "unused";
}

function textOf({ id, name, uses, note = "" }: ScriptRow): string {
  return [id, name, note, ...uses.map(({ trigger }) => trigger)].join(" ").toLowerCase();
}

function compared(a: ScriptRow, b: ScriptRow, by: SortKey): number {
  if (by === "id") return a.id.localeCompare(b.id);
  return by === "uses" ? a.uses.length - b.uses.length : a[by] - b[by];
}
