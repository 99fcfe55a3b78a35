import { useEffect, useRef, useState, type ReactElement } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

import type { Activity } from "../../data/workspace.ts";
import { countedParts, draggedRange, type ChartSpan, type TimeRange } from "../model/chart-span.ts";
import { durationData, durationOptions, outcomeData, outcomeOptions, type ChartColours } from "./chart-options.ts";
import type { Publish } from "./use-publishes.ts";

export interface ChartPlotsProps {
  readonly activity: Activity;
  readonly span: ChartSpan;
  readonly publishes: readonly Publish[];
  readonly onRange: (range: TimeRange) => void;
}

/** The two charts, drawn on canvases. Everything in them stands in the table as well. */
export function ChartPlots({ activity, span, publishes, onRange }: ChartPlotsProps): ReactElement {
  const colours = useColours();
  const parts = countedParts(activity);
  const times = activity.parts.map(({ at }) => at / 1_000);
  const common = { span, publishes, colours };
  return (
    <>
      <Plot
        label="Outcomes over time; errors hang below the axis"
        options={outcomeOptions(common)}
        data={outcomeData(times, parts)}
        onRange={onRange}
      />
      <div className="plot-with-title">
        <span className="plot-title">
          <b>Duration</b> p50 and <span className="plot-line" aria-hidden /> p95
        </span>
        <Plot
          label="Duration over time: median, and 95th percentile"
          options={durationOptions(common)}
          data={durationData(times, parts)}
          onRange={onRange}
        />
      </div>
    </>
  );
}

interface PlotProps {
  readonly label: string;
  readonly options: Omit<uPlot.Options, "width" | "height">;
  readonly data: uPlot.AlignedData;
  readonly onRange: (range: TimeRange) => void;
}

const plotHeight = 104;

function Plot({ label, options, data, onRange }: PlotProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onRange);
  useEffect(() => {
    latest.current = onRange;
  });
  // Options are made anew with each drawing of the parent; the chart needs a new one when their content differs.
  const shape = JSON.stringify([options, data]);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const hooks: uPlot.Hooks.Arrays = { ...options.hooks, setSelect: [(plot) => tellRange(plot, latest.current)] };
    const plot = new uPlot({ ...options, hooks, width: element.clientWidth, height: plotHeight }, data, element);
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: plotHeight }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [shape]);
  return <div ref={place} className="plot" role="img" aria-label={label} />;
}

function tellRange(plot: uPlot, onRange: (range: TimeRange) => void): void {
  const { left, width } = plot.select;
  if (width < 4) return;
  const range = draggedRange(plot.posToVal(left, "x") * 1_000, plot.posToVal(left + width, "x") * 1_000);
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (range) onRange(range);
}

const names = ["success", "blocked", "error", "accent", "surface", "text-1", "text-3", "line-1"] as const;

/** The tokens as colours that a canvas understands; others when the theme changes. */
function useColours(): ChartColours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const update = (): void => setColours(readColours());
    const observer = new MutationObserver(update);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", update);
    return () => {
      observer.disconnect();
      dark.removeEventListener("change", update);
    };
  }, []);
  return colours;
}

function readColours(): ChartColours {
  const probe = document.createElement("span");
  document.body.append(probe);
  const entries = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(entries) as ChartColours;
}
