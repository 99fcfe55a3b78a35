import type { ClockKind } from "sluice";

/** What stands for a duration that a frozen clock did not measure. */
export const unmeasurable = "unmeasurable";

/** A duration for a column: "48.6 ms", "3.00 s", "1 min 5 s". Clocks tell whole ms, so 0 is less than one. */
export function durationText(ms: number): string {
  if (ms <= 0) return "< 1 ms";
  if (ms < 100 && !Number.isInteger(ms)) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_995) return `${(ms / 1_000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The duration of a span or a trace, as far as its clock could tell it. */
export function measuredText(ms: number, clock: ClockKind): string {
  return clock === "frozen" && ms <= 0 ? unmeasurable : durationText(ms);
}

/** Where a moment lies in its trace: "+23 ms". */
export function offsetText(ms: number): string {
  return `+${durationText(ms).replace("< 1 ms", "0 ms")}`;
}

/** "29 KB", of 1,024 bytes. */
export function bytesText(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const [value, unit] = bytes < 1_048_576 ? [bytes / 1_024, "KB"] : [bytes / 1_048_576, "MB"];
  return `${value < 10 && !Number.isInteger(value) ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

export function countText(count: number): string {
  return count.toLocaleString("en-US");
}

/** "1 span", "8 spans". */
export function counted(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** The time of a day to the ms, local. */
export function timeText(ms: number): string {
  const time = new Date(ms);
  const [hours, minutes, seconds] = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits);
  return `${hours}:${minutes}:${seconds}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

/** The day, local: "2026-11-21". */
export function dayText(ms: number): string {
  const time = new Date(ms);
  return `${time.getFullYear()}-${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())}`;
}

/** Day, time and zone, for tooltips and details. */
export function momentTitle(ms: number): string {
  return `${dayText(ms)} ${timeText(ms)} (${new Date(ms).toISOString()})`;
}

/** How long ago, roughly: "2 d ago". Seconds are "now": a list is not that fresh. */
export function agoText(ms: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - ms) / 1_000));
  if (seconds < 60) return "just now";
  const step = agoSteps.find(({ seconds: size }) => seconds >= size);
  return step ? `${Math.floor(seconds / step.seconds)} ${step.unit} ago` : "just now";
}

const agoSteps = [
  { seconds: 365 * 86_400, unit: "y" },
  { seconds: 30 * 86_400, unit: "mo" },
  { seconds: 86_400, unit: "d" },
  { seconds: 3_600, unit: "h" },
  { seconds: 60, unit: "min" },
] as const;

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
