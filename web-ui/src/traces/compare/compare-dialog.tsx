import type { Trace } from "sluice";
import type { ReactElement } from "react";
import { Link } from "wouter";

import { useHome } from "../../data/home.tsx";
import { useTraces } from "../../data/queries/traces.ts";
import { FaultState } from "../../parts/fault-state.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { cutMiddle } from "../../parts/visible-text.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { formatTime } from "../../ui/format.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { durationText } from "../model/durations.ts";

const most = 50;

/** Asks which run of the same hook a trace is to be compared with. */
export function CompareDialog({ trace, onClose }: { readonly trace: Trace; readonly onClose: () => void }): ReactElement {
  const { paths } = useHome();
  const { data, error, refetch } = useTraces({ trigger: trace.trigger });
  const rows = data?.pages[0]?.traces.filter(({ id }) => id !== trace.id).slice(0, most);
  return (
    <Dialog open onClose={onClose} title="Compare with…">
      {error && <FaultState error={error} title="Traces couldn't be loaded" onRetry={() => void refetch()} />}
      {!rows && !error && <SkeletonRows rows={5} height={32} columns={["80px", "40%"]} label="Traces" />}
      {rows?.length === 0 && <p className="text-fg-2">No other run of {trace.trigger} left a trace.</p>}
      {rows && rows.length > 0 && (
        <ul aria-label={`Newest runs of ${trace.trigger}`}>
          {rows.map(({ id, status, startedAt, durationMs }) => (
            <li key={id}>
              <Link href={paths.compare(trace.id, id)} className="compare-choice">
                <span className={`trace-status is-${status}`}>
                  <OutcomeMark status={status} />
                  {status}
                </span>
                <span className="text-fg-2 tabular-nums">{formatTime(startedAt)}</span>
                <span className="code truncate text-fg-2">{cutMiddle(id, 16)}</span>
                <span className="text-right text-fg-2 tabular-nums">{durationText(durationMs)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
