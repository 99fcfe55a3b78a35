import type { JsonObject, PipelineVersion, Trace } from "sluice";
import { useState, type ReactElement, type ReactNode } from "react";

import { formatBytes, formatNumber } from "../../ui/format.ts";
import { Tabs, type TabItem } from "../../ui/tabs.tsx";
import { logUse, type PlacedLine } from "../model/logs.ts";
import { decidingSpan, type OutcomeWords } from "../model/outcome-words.ts";
import { DataView } from "./data-view.tsx";
import { LogsView } from "./logs-view.tsx";

export interface DetailTabsProps {
  readonly trace: Trace;
  readonly words: OutcomeWords;
  readonly version: PipelineVersion | undefined;
  readonly lines: readonly PlacedLine[];
  readonly onSpan: (id: string) => void;
  /** Stands before the others where there is room for one column only. */
  readonly spans?: ReactNode;
}

type DetailTab = "spans" | "logs" | "context" | "outcome" | "attributes";

/** What a trace has beside its spans. */
export function DetailTabs(props: DetailTabsProps): ReactElement {
  const { trace, lines, spans, onSpan } = props;
  const [tab, setTab] = useState<DetailTab>(spans === undefined ? "logs" : "spans");
  const tabs: TabItem<DetailTab>[] = [
    ...(spans === undefined
      ? []
      : [{ value: "spans" as const, label: "Spans", count: trace.spans.length, panel: spans }]),
    { value: "logs", label: "Logs", count: lines.length, panel: <LogsPart {...{ trace, lines, onSpan }} /> },
    {
      value: "context",
      label: "Context",
      count: Object.keys(trace.contextSnapshot).length,
      panel: (
        <Padded>
          <p className="mb-2 text-12 text-fg-3">
            As recorded, {formatBytes(JSON.stringify(trace.contextSnapshot).length)}
          </p>
          <DataView value={trace.contextSnapshot} label="Context" empty="The context was empty." />
        </Padded>
      ),
    },
    { value: "outcome", label: "Outcome", panel: <OutcomePart {...props} /> },
    {
      value: "attributes",
      label: "Attributes",
      panel: (
        <Padded>
          <DataView value={attributesOf(trace)} label="Attributes of the trace" />
        </Padded>
      ),
    },
  ];
  const shown = tabs.some(({ value }) => value === tab) ? tab : "logs";
  return (
    <Tabs
      label="Parts of the trace"
      tabs={tabs}
      value={shown}
      onChange={setTab}
      className="h-full"
      panelClassName="overflow-auto"
    />
  );
}

function Padded({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className="px-4 py-3">{children}</div>;
}

function LogsPart({ trace, lines, onSpan }: Pick<DetailTabsProps, "trace" | "lines" | "onSpan">): ReactElement {
  const { lines: most, bytes } = logUse(trace);
  return (
    <div className="flex h-full flex-col">
      <LogsView lines={lines} clock={trace.clock} onSpan={onSpan} />
      {lines.length > 0 && (
        <p className="shrink-0 px-4 py-2 text-12 text-fg-3">
          {trace.clock === "frozen"
            ? "Ordered by sequence: the clock stood still between I/O."
            : "Ordered by time, then by sequence."}{" "}
          At most {formatNumber(most)} of 100 lines and {formatBytes(bytes)} of 16 KB in a script.
        </p>
      )}
    </div>
  );
}

function OutcomePart({ trace, words, version }: DetailTabsProps): ReactElement {
  const span = decidingSpan(trace);
  const decided = trace.status === "success" ? undefined : span;
  const outcome: JsonObject =
    trace.status === "success" || trace.mode === "async"
      ? { allowed: true, ...(trace.mode !== "async" && { data: trace.resultData }) }
      : {
          allowed: false,
          ...(decided?.errorCode !== undefined && { code: decided.errorCode }),
          ...(words.userSaw !== undefined && { error: words.userSaw }),
        };
  return (
    <Padded>
      <DataView value={outcome} label="Outcome" />
      <p className="mt-2 text-12 text-fg-3">
        {words.because}
        {decided && ` It was ${decided.scriptId} in layer ${decided.layerIndex + 1}.`}
        {trace.status === "error" &&
          version?.pipeline.onError !== undefined &&
          ` onError is ${version.pipeline.onError}.`}
      </p>
    </Padded>
  );
}

function attributesOf({ spans, contextSnapshot: _, resultData: __, ...trace }: Trace): JsonObject {
  const { startedAt, endedAt, createdAt, ...rest } = trace;
  return {
    ...rest,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(endedAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
    spans: spans.length,
  };
}
