import { ChevronDown, ChevronRight, Table2 } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useState, type ReactElement } from "react";

import { useActivity } from "../../data/queries/traces.ts";
import type { Activity } from "../../data/workspace.ts";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formatNumber, formatTime } from "../../ui/format.ts";
import { remember, remembered } from "../../ui/remembered.ts";
import { chartRange, chartSpan, stepText, totalsOf, type ChartSpan, type TimeRange } from "../model/chart-span.ts";
import { statuses } from "../model/filter.ts";
import { ChartTable } from "./chart-table.tsx";
import { usePublishes } from "./use-publishes.ts";
import type { TraceListState } from "./use-trace-list.ts";

const ChartPlots = lazy(async () => ({ default: (await import("./chart-plots.tsx")).ChartPlots }));

export interface ChartsProps {
  readonly list: TraceListState;
  readonly follow: boolean;
  /** A range was marked by dragging. */
  readonly onRange: (range: TimeRange) => void;
}

const refreshMs = 10_000;

/** How runs ended and how long they took, over the list's time. */
export function Charts({ list, follow, onRange }: ChartsProps): ReactElement {
  const [isOpen, setOpen] = useState(readOpen);
  const [isTable, setTable] = useState(false);
  const now = useTick(follow);
  const { query, isWhole, rows } = list;
  const oldest = rows.at(-1)?.startedAt;
  // Following the end of a list that grows while it is scrolled would move the chart under the reader.
  const first = useMemo(() => oldest, [rows.length === 0, isWhole, query]);
  const span = useMemo(
    () => chartSpan(chartRange(query, { oldest: first, isWhole }, now)),
    [query, first, isWhole, now],
  );
  const { from: _, to: __, ...which } = query;
  const activity = useActivity({ ...which, from: span.from, to: span.to, parts: span.parts });
  const publishes = usePublishes(query.trigger);
  const toggle = (): void => {
    setOpen(!isOpen);
    writeOpen(!isOpen);
  };
  return (
    <section className="trace-charts" aria-label="Outcomes and durations over time">
      <div className="chart-head">
        <IconButton
          label={isOpen ? "Hide charts" : "Show charts"}
          size="sm"
          icon={isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          aria-expanded={isOpen}
          onClick={toggle}
        />
        <ChartTotals activity={activity.data} />
        <span className="ml-auto truncate text-12 text-fg-3 max-md:hidden">{spanText(span, activity.data)}</span>
        <IconButton
          label="Show the numbers as a table"
          size="sm"
          icon={<Table2 size={14} aria-hidden />}
          onClick={() => setTable(true)}
        />
      </div>
      {isOpen && (
        <div className="chart-body">
          {activity.isError && (
            <p className="px-4 py-3 text-12 text-fg-2">The numbers for the charts couldn't be had.</p>
          )}
          {activity.data && (
            <Suspense>
              <ChartPlots activity={activity.data} span={span} publishes={publishes} onRange={onRange} />
            </Suspense>
          )}
        </div>
      )}
      <Dialog open={isTable} onClose={() => setTable(false)} title="Outcomes and durations" size="lg">
        <div className="chart-table focus-inset" tabIndex={0} role="region" aria-label="Numbers of the charts">
          {activity.data && <ChartTable activity={activity.data} publishes={publishes} />}
        </div>
      </Dialog>
    </section>
  );
}

function ChartTotals({ activity }: { readonly activity: Activity | undefined }): ReactElement | null {
  if (!activity) return null;
  const totals = totalsOf(activity);
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 text-12">
      <b className="max-md:hidden">Outcomes</b>
      {statuses.map((status) => (
        <span key={status} className="flex items-center gap-1.5 tabular-nums">
          <OutcomeMark status={status} /> {status} {formatNumber(totals[status])}
        </span>
      ))}
    </span>
  );
}

function spanText({ from, stepMs }: ChartSpan, activity: Activity | undefined): string {
  const { completeFrom } = activity ?? {};
  if (completeFrom !== undefined) return `complete from ${formatTime(completeFrom)} on, ${stepText(stepMs)}`;
  return `since ${formatTime(from)}, ${stepText(stepMs)}`;
}

/** The present, renewed while the list is followed. */
function useTick(isRunning: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => document.hidden || setNow(Date.now()), refreshMs);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}

const openKey = "sluice.traces.charts";

function readOpen(): boolean {
  return remembered(openKey) !== "closed";
}

function writeOpen(isOpen: boolean): void {
  remember(openKey, isOpen ? "open" : "closed");
}
