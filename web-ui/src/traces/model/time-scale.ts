/** A part of a trace's time: ms since its start or, under a frozen clock, steps. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Zooming further than this would show nothing but the space between two readings of the clock. */
const smallestWindow = 0.5;

/** All of it. Never empty, so that a trace of 0 ms has a place to be drawn in. */
export function fit(extent: number): TimeWindow {
  return { start: 0, end: Math.max(1, extent) };
}

/** Makes the window `factor` times as wide around a moment, which stays where it is seen. */
export function zoom(window: TimeWindow, extent: number, factor: number, at = middleOf(window)): TimeWindow {
  const whole = fit(extent);
  const width = Math.min(Math.max(widthOf(window) * factor, smallestWindow), whole.end);
  const share = (at - window.start) / widthOf(window);
  return within({ start: at - share * width, end: at - share * width + width }, whole);
}

/** Moves the window, no further than to either end. */
export function pan(window: TimeWindow, extent: number, by: number): TimeWindow {
  return within({ start: window.start + by, end: window.end + by }, fit(extent));
}

/** Moves one edge of the window; the edges never cross. */
export function moveEdge(window: TimeWindow, extent: number, edge: "start" | "end", to: number): TimeWindow {
  const whole = fit(extent);
  const bounded = Math.min(Math.max(to, whole.start), whole.end);
  return edge === "start"
    ? { start: Math.min(bounded, window.end - smallestWindow), end: window.end }
    : { start: window.start, end: Math.max(bounded, window.start + smallestWindow) };
}

/** Moves the window so far that a span is seen, if it is not. */
export function reveal(window: TimeWindow, extent: number, span: TimeWindow): TimeWindow {
  if (span.end >= window.start && span.start <= window.end) return window;
  return pan(window, extent, middleOf(span) - middleOf(window));
}

export function isWhole(window: TimeWindow, extent: number): boolean {
  const whole = fit(extent);
  return window.start <= whole.start && window.end >= whole.end;
}

/** Where a bar stands, in percent of the window's width; undefined when it is not in it. */
export function barOf(window: TimeWindow, span: TimeWindow): { left: number; width: number } | undefined {
  if (span.end < window.start || span.start > window.end) return undefined;
  const scale = 100 / widthOf(window);
  const left = (Math.max(span.start, window.start) - window.start) * scale;
  const right = (Math.min(span.end, window.end) - window.start) * scale;
  return { left, width: right - left };
}

/** Round moments in the window, about `most` of them. */
export function ticks(window: TimeWindow, most: number, unit: "ms" | "step"): Tick[] {
  const step = Math.max(roundStep(widthOf(window) / Math.max(1, most)), unit === "step" ? 1 : 0);
  const count = Math.floor(window.end / step) - Math.ceil(window.start / step) + 1;
  const first = Math.ceil(window.start / step);
  return Array.from({ length: Math.max(0, count) }, (_, n) => {
    const at = (first + n) * step;
    return { at, label: unit === "ms" ? tickText(at, step) : String(Math.round(at)) };
  });
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least) ?? 10;
  return factor * power;
}

function tickText(at: number, step: number): string {
  if (step >= 1_000) return `${at / 1_000} s`;
  const digits = step < 1 ? Math.ceil(-Math.log10(step)) : 0;
  return `${at.toFixed(digits)} ms`;
}

function within({ start, end }: TimeWindow, whole: TimeWindow): TimeWindow {
  const width = Math.min(end - start, widthOf(whole));
  const bounded = Math.min(Math.max(start, whole.start), whole.end - width);
  return { start: bounded, end: bounded + width };
}

function widthOf({ start, end }: TimeWindow): number {
  return end - start;
}

function middleOf({ start, end }: TimeWindow): number {
  return (start + end) / 2;
}
