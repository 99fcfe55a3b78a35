import type { Trace } from "sluice";
import { useMemo, useState, type ReactElement } from "react";
import { Link, useLocation, useSearch } from "wouter";

import { useHome } from "../../data/home.tsx";
import { useHooks } from "../../data/queries/pipelines.ts";
import { useTrace } from "../../data/queries/traces.ts";
import { useRetention } from "../../data/queries/workspace.ts";
import { FaultState } from "../../parts/fault-state.tsx";
import { cutMiddle } from "../../parts/visible-text.ts";
import { useCommands } from "../../shell/commands.ts";
import { ScreenFrame, type Inspector } from "../../shell/screen-frame.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { counted } from "../../ui/format.ts";
import { Note } from "../../ui/note.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { SplitPane } from "../../ui/splitter.tsx";
import { useIsCompact, useIsNarrow } from "../../ui/use-media-query.ts";
import { parseFilter, queryOf } from "../model/filter.ts";
import { traceLog } from "../model/logs.ts";
import { outcomeWords } from "../model/outcome-words.ts";
import { spanTitle } from "../model/span-facts.ts";
import { DetailActions } from "./detail-actions.tsx";
import { DetailHeader } from "./detail-header.tsx";
import { DetailTabs } from "./detail-tabs.tsx";
import { GroupPanel } from "./group-panel.tsx";
import { SpanPanel } from "./span-panel.tsx";
import { useNeighbours } from "./use-neighbours.ts";
import { useRanPlan } from "./use-ran-plan.ts";
import { useWaterfall } from "./use-waterfall.ts";
import { WaterfallPart } from "./waterfall-part.tsx";

/** One trace: its answer, its spans, and everything that was kept of them. */
export function TraceDetail({ id }: { readonly id: string }): ReactElement {
  const { data: trace, error, isPending, refetch } = useTrace(id);
  if (trace) return <Loaded trace={trace} />;
  return (
    <TraceFrame id={id}>
      {isPending && <SkeletonRows rows={10} height={28} columns={["180px", "50%", "60px"]} label="Spans" />}
      {trace === null && <NotThere />}
      {error && (
        <FaultState
          error={error}
          title="The trace couldn't be loaded"
          unaffected="Pipelines and scripts are unaffected."
          onRetry={() => void refetch()}
        />
      )}
    </TraceFrame>
  );
}

function NotThere(): ReactElement {
  const { paths } = useHome();
  const retention = useRetention();
  return (
    <EmptyState
      title="There is no such trace"
      actions={
        <Link href={paths.traces()} className={buttonClass()}>
          All traces
        </Link>
      }
    >
      {retention !== undefined && `Traces are kept ${retention}. `}
      It may have expired or been erased, or sampling left it out. One that has just been written can take a minute to
      be seen everywhere.
    </EmptyState>
  );
}

interface TraceFrameProps {
  readonly id: string;
  readonly actions?: ReactElement;
  readonly inspector?: Inspector;
  readonly children: React.ReactNode;
}

function TraceFrame({ id, actions, inspector, children }: TraceFrameProps): ReactElement {
  const { paths } = useHome();
  const search = useSearch();
  const isNarrow = useIsNarrow();
  const back = paths.traces() + (search === "" ? "" : `?${search}`);
  const heading = (
    <span className="flex items-center gap-1">
      <span className="code truncate" title={id}>
        {isNarrow ? cutMiddle(id, 16) : id}
      </span>
      {!isNarrow && <CopyButton text={id} label="Copy trace id" iconOnly variant="quiet" size="sm" />}
    </span>
  );
  return (
    <ScreenFrame
      title={`Trace ${cutMiddle(id, 16)}`}
      heading={heading}
      crumbs={[{ label: "Traces", to: back }]}
      actions={actions}
      inspector={inspector}
      fixed
    >
      {children}
    </ScreenFrame>
  );
}

function Loaded({ trace }: { readonly trace: Trace }): ReactElement {
  const waterfall = useWaterfall(trace);
  const version = useRanPlan(trace);
  const hook = useHooks().find(({ name }) => name === trace.trigger);
  const isCompact = useIsCompact();
  const isNarrow = useIsNarrow();
  const [isPanelOpen, setPanelOpen] = useState(false);
  const words = useMemo(
    () => outcomeWords(trace, { failureText: version?.pipeline.failureText ?? hook?.failureText ?? null }),
    [trace, version, hook],
  );
  const lines = useMemo(() => traceLog(trace), [trace]);
  const neighbours = useNeighbourKeys(trace);
  const node = waterfall.tree.nodes.get(waterfall.selected);
  const inspector: Inspector = {
    label: node ? spanTitle(node.span) : trace.trigger,
    content: node ? (
      <SpanPanel key={node.span.id} {...{ node, trace, version, lines }} userSaw={words.userSaw} bare={isCompact} />
    ) : (
      <GroupPanel {...{ trace, waterfall, words }} bare={isCompact} />
    ),
    open: isPanelOpen,
    onClose: () => setPanelOpen(false),
    storageKey: "traces.span",
    width: 424,
  };
  const openSpan = (): void => setPanelOpen(true);
  const spans = <WaterfallPart {...{ trace, waterfall }} onOpen={openSpan} />;
  const tabs = (
    <DetailTabs
      {...{ trace, words, version, lines }}
      onSpan={(id) => {
        waterfall.select(id);
        openSpan();
      }}
      {...(isNarrow && { spans })}
    />
  );
  return (
    <TraceFrame id={trace.id} actions={<DetailActions trace={trace} neighbours={neighbours} />} inspector={inspector}>
      <DetailHeader {...{ trace, words, version }} />
      {trace.spansLeftOut !== undefined && (
        <Note status="warning" className="mx-4 my-2">
          {counted(trace.spansLeftOut, "span")} missing: the trace would have been too large with them.
        </Note>
      )}
      {isNarrow ? (
        <div className="min-h-0 flex-1">{tabs}</div>
      ) : (
        <SplitPane
          storageKey="traces.tabs"
          label="Logs and context"
          side="bottom"
          initial={260}
          min={120}
          max={560}
          panel={tabs}
        >
          {spans}
        </SplitPane>
      )}
    </TraceFrame>
  );
}

export interface NeighbourKeys {
  readonly goOlder: (() => void) | undefined;
  readonly goNewer: (() => void) | undefined;
}

/** J and K go to the traces before and after, among those of the list one came from. */
function useNeighbourKeys(trace: Trace): NeighbourKeys {
  const search = useSearch();
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const query = useMemo(() => queryOf(parseFilter(search).filter, trace.startedAt + 1), [search, trace.startedAt]);
  // What counts back from now would begin after an older trace.
  const { from: _, to: __, ...which } = query;
  const { older, newer } = useNeighbours(trace, which);
  const goTo = (id: string | undefined): (() => void) | undefined =>
    id === undefined ? undefined : () => navigate(paths.traces(id) + (search === "" ? "" : `?${search}`));
  const goOlder = goTo(older);
  const goNewer = goTo(newer);
  useCommands(
    [
      { keys: "j", label: "Older trace", disabled: !goOlder, run: () => goOlder?.() },
      { keys: "k", label: "Newer trace", disabled: !goNewer, run: () => goNewer?.() },
    ],
    { group: "Trace" },
  );
  return { goOlder, goNewer };
}
