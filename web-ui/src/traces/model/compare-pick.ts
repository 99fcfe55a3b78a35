import type { TraceRow } from "sluice";

type Run = Pick<TraceRow, "id" | "trigger">;

/** What picking a trace to be compared means, after `picked`: runs of different hooks have nothing in common. */
export function meaningOfPick(picked: Run | undefined, row: Run): "begin" | "drop" | "compare" | "other hook" {
  if (!picked) return "begin";
  if (picked.id === row.id) return "drop";
  return picked.trigger === row.trigger ? "compare" : "other hook";
}
