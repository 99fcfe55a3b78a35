import uPlot from "uplot";

import type { ActivityPart } from "../../data/workspace.ts";
import type { ChartSpan } from "../model/chart-span.ts";
import { durationText } from "../model/durations.ts";
import type { Publish } from "./use-publishes.ts";

export type ChartColours = Readonly<
  Record<"success" | "blocked" | "error" | "accent" | "surface" | "text-1" | "text-3" | "line-1", string>
>;

export interface ChartLook {
  readonly span: ChartSpan;
  readonly publishes: readonly Publish[];
  readonly colours: ChartColours;
}

type Options = Omit<uPlot.Options, "width" | "height">;
type Parts = readonly (ActivityPart | undefined)[];

const font = "11px Inter Variable, system-ui, sans-serif";

/** Blocked stands upon success, errors hang below the axis: neither can be taken for the other. */
export function outcomeData(times: number[], parts: Parts): uPlot.AlignedData {
  return [
    times,
    // A bar of 0 would be drawn as a line.
    parts.map((part) => part && (part.success + part.blocked || undefined)),
    parts.map((part) => part?.success || undefined),
    parts.map((part) => (part && part.error > 0 ? -part.error : undefined)),
  ];
}

export function outcomeOptions(look: ChartLook): Options {
  const { colours } = look;
  const bars = uPlot.paths.bars?.({ size: [0.8, 24], align: 1 });
  const series = (colour: string): uPlot.Series => ({
    fill: colour,
    width: 0,
    points: { show: false },
    ...(bars && { paths: bars }),
  });
  return {
    ...common(look, { named: true }),
    scales: { x: timeScale(look.span), y: { range: (_plot, least, most) => outcomeRange(least, most) } },
    series: [{}, series(colours.blocked), series(soft(colours.success, colours.surface)), series(colours.error)],
    axes: [timeAxis(look), { ...valueAxis(look), values: (_plot, values) => values.map(countLabel) }],
  };
}

export function durationData(times: number[], parts: Parts): uPlot.AlignedData {
  // A logarithmic axis has no 0; the clock tells whole ms, so that 0 is some part of one.
  const shown = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : Math.max(ms, 0.5));
  return [times, parts.map((part) => shown(part?.p50)), parts.map((part) => shown(part?.p95))];
}

export function durationOptions(look: ChartLook): Options {
  const { colours } = look;
  const points = { show: true, size: 4 };
  return {
    ...common(look, { named: false }),
    scales: { x: timeScale(look.span), y: { distr: 3, range: (_plot, least, most) => durationRange(least, most) } },
    series: [
      {},
      { stroke: colours.accent, width: 1, points: { ...points, fill: colours.accent }, spanGaps: false },
      { stroke: colours["text-1"], width: 1.5, points: { ...points, fill: colours["text-1"] }, spanGaps: false },
    ],
    axes: [
      timeAxis(look),
      {
        ...valueAxis(look),
        size: 56,
        splits: (plot) => decades(plot.scales.y),
        values: (_plot, values) => values.map(decadeLabel),
      },
    ],
  };
}

/** Free to the left of a plot, in px. */
const leftPadding = 16;
/** Of a sign of a time on average, in px. */
const signWidth = 6;

type CommonOptions = Pick<Options, "cursor" | "legend" | "padding" | "hooks">;

/** `named`: publishes have words. The charts stand side by side, on one axis of time, so one of them is enough. */
function common(look: ChartLook, { named }: { readonly named: boolean }): CommonOptions {
  return {
    cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false }, y: false },
    legend: { show: false },
    padding: [16, 0, 0, leftPadding],
    hooks: { draw: [(plot) => drawPublishes(plot, look, named)] },
  };
}

function timeScale({ from, to }: ChartSpan): uPlot.Scale {
  return { time: true, range: () => [from / 1_000, to / 1_000] };
}

function timeAxis({ colours }: ChartLook): uPlot.Axis {
  return {
    stroke: colours["text-3"],
    font,
    grid: { show: false },
    ticks: { show: false },
    size: 22,
    gap: 4,
    values: (plot, values, _axis, _space, step) =>
      values.map((value) => {
        const label = clockLabel(value * 1_000, step);
        // It stands around its place, and the plot's edge would cut off its beginning.
        return (label.length * signWidth) / 2 > plot.valToPos(value, "x") + leftPadding ? "" : label;
      }),
  };
}

function valueAxis({ colours }: ChartLook): uPlot.Axis {
  return {
    side: 1,
    stroke: colours["text-3"],
    font,
    grid: { stroke: colours["line-1"], width: 1 },
    ticks: { show: false },
    size: 40,
    gap: 6,
    space: 28,
  };
}

function outcomeRange(least: number | null, most: number | null): [number, number] {
  const highest = Math.max(1, most ?? 1);
  const lowest = Math.min(0, least ?? 0);
  return [lowest === 0 ? 0 : Math.min(lowest, -highest * 0.12), highest * 1.05];
}

function durationRange(least: number | null, most: number | null): [number, number] {
  const low = 10 ** Math.floor(Math.log10(Math.max(least ?? 1, 0.5)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(most ?? 10, 1) * 1.01));
  return [low, Math.max(high, low * 10)];
}

function countLabel(value: number): string {
  return Number.isInteger(value) ? Math.abs(value).toLocaleString("en-US") : "";
}

/** Only these are named and lined: all that a logarithmic axis would have is a wall of lines. */
function decades({ min = 1, max = 1 }: uPlot.Scale = {}): number[] {
  const first = Math.ceil(Math.log10(min));
  const count = Math.floor(Math.log10(max)) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, n) => 10 ** (first + n));
}

function decadeLabel(value: number): string {
  return value >= 1_000 ? `${value / 1_000} s` : durationText(value);
}

function clockLabel(ms: number, stepSeconds: number): string {
  const time = new Date(ms);
  const [hours, minutes, seconds] = [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) =>
    String(part).padStart(2, "0"),
  );
  if (stepSeconds >= 86_400) return `${time.getDate()} ${time.toLocaleString("en", { month: "short" })}`;
  return stepSeconds < 60 ? `${hours}:${minutes}:${seconds}` : `${hours}:${minutes}`;
}

/** Opaque, because it lies over the bars of what was blocked. */
function soft(colour: string, surface: string): string {
  return `color-mix(in oklab, ${colour} 45%, ${surface})`;
}

function drawPublishes(plot: uPlot, { publishes, span, colours }: ChartLook, named: boolean): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const within = publishes.filter(({ at }) => at >= span.from && at < span.to).slice(0, mostMarkers);
  ctx.save();
  ctx.strokeStyle = colours.accent;
  ctx.fillStyle = colours.accent;
  ctx.lineWidth = ratio;
  ctx.font = `500 ${11 * ratio}px Inter Variable, system-ui, sans-serif`;
  for (const [n, { at, label }] of within.entries()) {
    const x = Math.round(plot.valToPos(at / 1_000, "x", true));
    ctx.setLineDash([3 * ratio, 2 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top - 12 * ratio);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    // The newest has its words; those of all would lie upon each other. The table has them.
    if (n === 0 && named) writeBeside(ctx, label, x, bbox, ratio);
  }
  ctx.restore();
}

const mostMarkers = 50;

function writeBeside(ctx: CanvasRenderingContext2D, label: string, x: number, bbox: uPlot.BBox, ratio: number): void {
  const fitsRight = x + ctx.measureText(label).width + 8 * ratio < bbox.left + bbox.width;
  ctx.textAlign = fitsRight ? "left" : "right";
  ctx.fillText(label, x + (fitsRight ? 4 : -4) * ratio, bbox.top - 3 * ratio);
}
