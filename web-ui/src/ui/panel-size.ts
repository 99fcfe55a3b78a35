import { remember, remembered } from "./remembered.ts";

/** How small and how large a panel may be, in px. */
export interface SizeRange {
  readonly min: number;
  readonly max: number;
}

/** How far an arrow key moves the edge. */
const step = 16;

export function clampSize(size: number, { min, max }: SizeRange): number {
  return Math.min(max, Math.max(min, Math.round(size)));
}

/** The size a key on the separator leads to: arrows move the edge as they point, Home and End are the least and the most. */
export function sizeAfterKey(
  key: string,
  size: number,
  range: SizeRange,
  side: "start" | "end" | "bottom",
): number | undefined {
  const larger = { start: "ArrowRight", end: "ArrowLeft", bottom: "ArrowUp" }[side];
  const smaller = { start: "ArrowLeft", end: "ArrowRight", bottom: "ArrowDown" }[side];
  switch (key) {
    case larger:
      return clampSize(size + step, range);
    case smaller:
      return clampSize(size - step, range);
    case "Home":
      return range.min;
    case "End":
      return range.max;
    default:
      return undefined;
  }
}

const nameOf = (key: string): string => `sluice.size.${key}`;

/** The size that was chosen earlier in this browser, if any. */
export function readSize(key: string): number | undefined {
  const size = Number(remembered(nameOf(key)) ?? NaN);
  return Number.isFinite(size) && size > 0 ? size : undefined;
}

export function writeSize(key: string, size: number): void {
  remember(nameOf(key), String(size));
}
