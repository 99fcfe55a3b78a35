import type { Trace } from "sluice";
import type { ReactElement } from "react";
import { Link, useLocation, useParams } from "wouter";

import "../traces.css";
import { useHome } from "../../data/home.tsx";
import { useTrace } from "../../data/queries/traces.ts";
import { FaultState } from "../../parts/fault-state.tsx";
import { cutMiddle } from "../../parts/visible-text.ts";
import { ScreenFrame } from "../../shell/screen-frame.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatTime } from "../../ui/format.ts";
import { Note } from "../../ui/note.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { ComparisonView } from "./comparison-view.tsx";

/** Two traces beside each other. */
export function Screen(): ReactElement {
  const { before = "", after = "" } = useParams<{ before: string; after: string }>();
  const { paths } = useHome();
  const [, navigate] = useLocation();
  return (
    <ScreenFrame
      title="Compare traces"
      crumbs={[{ label: "Traces", to: paths.traces() }]}
      actions={
        <Button size="sm" onClick={() => navigate(paths.compare(after, before))}>
          Swap sides
        </Button>
      }
    >
      <Both key={`${before} ${after}`} ids={[before, after]} />
    </ScreenFrame>
  );
}

function Both({ ids }: { readonly ids: readonly [string, string] }): ReactElement {
  const before = useTrace(ids[0]);
  const after = useTrace(ids[1]);
  const { paths } = useHome();
  const failed = [before, after].find(({ isError }) => isError);
  if (failed) {
    const again = (): void => void Promise.all([before.refetch(), after.refetch()]);
    return <FaultState error={failed.error} title="The traces couldn't be loaded" onRetry={again} />;
  }
  if (before.data === null || after.data === null) {
    return (
      <EmptyState
        title="One of the traces is not there"
        actions={
          <Link href={paths.traces()} className={buttonClass()}>
            All traces
          </Link>
        }
      >
        There is no trace {before.data === null ? ids[0] : ids[1]}. It may have expired or been erased.
      </EmptyState>
    );
  }
  if (!before.data || !after.data) {
    return <SkeletonRows rows={8} height={32} columns={["120px", "30%", "30%"]} label="Comparison" />;
  }
  return <Compared before={before.data} after={after.data} />;
}

function Compared({ before, after }: { readonly before: Trace; readonly after: Trace }): ReactElement {
  const { paths } = useHome();
  return (
    <div className="compare-screen grid gap-3 p-4">
      <p className="flex flex-wrap gap-x-4 text-12 text-fg-2">
        {[before, after].map((trace, side) => (
          <span key={side}>
            {side === 0 ? "First: " : "Second: "}
            <Link href={paths.traces(trace.id)} className="code">
              {cutMiddle(trace.id, 16)}
            </Link>
            , {trace.trigger}, {formatTime(trace.startedAt)}
          </span>
        ))}
      </p>
      {before.trigger !== after.trigger && (
        <Note status="warning">They ran different hooks, so that little of them is alike.</Note>
      )}
      {before.id === after.id && <Note>Both sides are the same trace.</Note>}
      <ComparisonView {...{ before, after }} names={["First", "Second"]} />
    </div>
  );
}
