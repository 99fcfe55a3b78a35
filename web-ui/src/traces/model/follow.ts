import type { TraceRow } from "sluice";

import { counted, formatNumber } from "../../ui/format.ts";

/** A list that grows at its top while its reader is there, and counts what is waiting while they are not. */
export interface Followed {
  /** Newer than what the pages have, newest first. */
  readonly shown: readonly TraceRow[];
  /** Newer still, held back so that nothing moves under the reader. */
  readonly waiting: readonly TraceRow[];
  /** More came than one look at the newest could tell: the list has to be read anew to have them all. */
  readonly hasGap: boolean;
}

export const nothingNew: Followed = { shown: [], waiting: [], hasGap: false };

/** Rows beyond this are read anew with the list instead of being kept beside it. */
const mostHeld = 1_000;

/**
 * Takes in a look at the newest traces. `listed` are the rows of the pages; `mayShow` tells whether the reader is at the
 * top with nothing selected.
 */
export function takeIn(
  followed: Followed,
  newest: readonly TraceRow[],
  listed: readonly TraceRow[],
  mayShow: boolean,
): Followed {
  const held = [...followed.waiting, ...followed.shown];
  const last = newest.at(-1)?.startedAt ?? Infinity;
  const known = new Set([...held, ...leading(listed, last)].map(({ id }) => id));
  // By id and not by time: a run that took long is saved after others that began later.
  const added = newest.filter(({ id }) => !known.has(id));
  // A look that meets no known trace leaves room for others in between.
  const hasGap =
    followed.hasGap || (held.length + listed.length > 0 && added.length > 0 && added.length === newest.length);
  if (added.length === 0 && (!mayShow || followed.waiting.length === 0)) return followed;
  const waiting = byTime([...added, ...followed.waiting]).slice(0, mostHeld);
  if (!mayShow || hasGap) return { ...followed, waiting, hasGap };
  return { shown: byTime([...waiting, ...followed.shown]).slice(0, mostHeld), waiting: [], hasGap };
}

/** Shows what was waiting. */
export function showWaiting({ waiting, shown }: Followed): Followed {
  return { shown: byTime([...waiting, ...shown]), waiting: [], hasGap: false };
}

/** "14 newer traces", "1,000 or more newer traces"; undefined when there are none. */
export function waitingText({ waiting, hasGap }: Followed): string | undefined {
  if (waiting.length === 0) return undefined;
  return hasGap ? `${formatNumber(waiting.length)} or more newer traces` : counted(waiting.length, "newer trace");
}

/** The rows that started at `time` or later. */
function leading(rows: readonly TraceRow[], time: number): readonly TraceRow[] {
  const end = rows.findIndex(({ startedAt }) => startedAt < time);
  return end < 0 ? rows : rows.slice(0, end);
}

/** As lists of a store are: the latest first, of the same millisecond by id. */
function byTime(rows: readonly TraceRow[]): TraceRow[] {
  return [...rows].sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1));
}
