import { Link } from "wouter";

import { useHome } from "../../data/home.tsx";
import { useRecentActivity } from "../../data/queries/traces.ts";
import { durationText } from "../../traces/model/durations.ts";
import { formatNumber } from "../../ui/format.ts";
import { runsOf } from "../model/lanes.ts";

/** How the runs of the last 24 hours ended. */
export function Day({ trigger }: { readonly trigger: string }) {
  const { paths } = useHome();
  const { data } = useRecentActivity({ trigger });
  const parts = data?.parts ?? [];
  const counts = data?.triggers[trigger];
  const p95 = useRecentActivity({ trigger }, 1).data?.parts[0]?.p95;
  const facts = [
    ["Runs", formatNumber(runsOf(counts))],
    ["Denied", formatNumber(counts?.blocked ?? 0)],
    ["p95", p95 === undefined ? "–" : durationText(p95)],
    ["Errors", formatNumber(counts?.error ?? 0)],
  ] as const;
  return (
    <section className="inspector-section">
      <h3 className="flex items-center text-12 font-semibold">
        Last 24 h
        <Link href={`${paths.traces()}?trigger=${trigger}`} className="ml-auto font-normal text-accent">
          Traces
        </Link>
      </h3>
      <Bars counts={parts.map(runsOf)} />
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1 text-12 tabular-nums">
        {facts.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-2">
            <dt className="text-fg-3">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const barHeight = 20;

/** One bar for each hour. The numbers stand below it. */
function Bars({ counts }: { readonly counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  return (
    <svg
      width="100%"
      height={barHeight}
      viewBox={`0 0 ${counts.length * 4 || 4} ${barHeight}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {counts.map((count, hour) => {
        const height = count === 0 ? 1 : Math.max(2, (count / most) * barHeight);
        return <rect key={hour} x={hour * 4} y={barHeight - height} width={3} height={height} fill="var(--line-2)" />;
      })}
    </svg>
  );
}
