import type { ClockKind } from "sluice";

/** What stands for a duration that a frozen clock did not measure. */
export const unmeasurable = "unmeasurable";

/** A duration for a column: "48.6 ms", "3.00 s", "1 min 5 s". Clocks tell whole ms, so 0 is less than one. */
export function durationText(ms: number): string {
  if (ms <= 0) return "< 1 ms";
  if (ms < 100 && !Number.isInteger(ms)) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_995) return `${(ms / 1_000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1).replace(/\.0$/, "")} s`;
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

/** The time of a day to the ms, local. */
export function timeText(ms: number): string {
  const time = new Date(ms);
  const [hours, minutes, seconds] = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits);
  return `${hours}:${minutes}:${seconds}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
