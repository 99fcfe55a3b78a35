import type { Activity, ActivityPart } from "../../data/workspace.ts";

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** A time range in equal parts of a length that people count in. */
export interface ChartSpan extends TimeRange {
  readonly stepMs: number;
  readonly parts: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7].map((n) => n * day),
];

const mostParts = 60;

/** The range widened to whole steps, in no more than `most` parts. */
export function chartSpan({ from, to }: TimeRange, most = mostParts): ChartSpan {
  const fits = (step: number): boolean => partsOf({ from, to }, step) <= most;
  const stepMs = steps.find(fits) ?? Math.ceil((to - from) / (most - 1) / day) * day;
  const first = Math.floor(from / stepMs) * stepMs;
  const parts = Math.max(1, partsOf({ from, to }, stepMs));
  return { from: first, to: first + parts * stepMs, stepMs, parts };
}

/**
 * The range that a chart is about when the filter does not say: all of it when the list is whole, else the last hour,
 * or as far back as the first page of the list goes.
 */
export function chartRange(
  wanted: { readonly from?: number; readonly to?: number },
  list: { readonly oldest: number | undefined; readonly isWhole: boolean },
  now: number,
): TimeRange {
  const to = wanted.to ?? now;
  const hourBefore = to - hour;
  const oldest = list.oldest ?? hourBefore;
  const from = wanted.from ?? (list.isWhole ? oldest : Math.min(oldest, hourBefore));
  return from < to ? { from, to } : { from: to - minute, to };
}

/** "per minute", "per 15 s". */
export function stepText(stepMs: number): string {
  const unit = units.find(({ size }) => stepMs >= size) ?? secondUnit;
  const count = stepMs / unit.size;
  return count === 1 ? `per ${unit.name}` : `per ${count} ${unit.sign}`;
}

/** All parts of an activity together; percentiles of percentiles would be made up, so there are none. */
export function totalsOf({ parts }: Pick<Activity, "parts">): { success: number; blocked: number; error: number } {
  const totals = { success: 0, blocked: 0, error: 0 };
  for (const { success, blocked, error } of parts) {
    totals.success += success;
    totals.blocked += blocked;
    totals.error += error;
  }
  return totals;
}

/** The range that a pointer has marked, from and to in either order, widened to the second. */
export function draggedRange(a: number, b: number): TimeRange | undefined {
  const from = Math.floor(Math.min(a, b) / second) * second;
  const to = Math.ceil(Math.max(a, b) / second) * second;
  return to - from < second ? undefined : { from, to };
}

/** The parts of an activity that can be believed, others as gaps: what was not counted must not look like nothing ran. */
export function countedParts({ parts, completeFrom }: Activity): (ActivityPart | undefined)[] {
  return parts.map((part) => (completeFrom !== undefined && part.at < completeFrom ? undefined : part));
}

const secondUnit = { size: second, name: "second", sign: "s" } as const;
const units = [
  { size: day, name: "day", sign: "d" },
  { size: hour, name: "hour", sign: "h" },
  { size: minute, name: "minute", sign: "min" },
  secondUnit,
] as const;

function partsOf({ from, to }: TimeRange, step: number): number {
  return Math.ceil((to - Math.floor(from / step) * step) / step);
}
