import type { PipelineVersion, Trace } from "sluice";
import { useState, type ReactElement, type ReactNode } from "react";

import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { Tabs, type TabItem } from "../../ui/tabs.tsx";
import type { PlacedLine } from "../model/logs.ts";
import { spanTitle } from "../model/span-facts.ts";
import type { SpanNode } from "../model/waterfall.ts";
import { DataView } from "./data-view.tsx";
import { LogsView, useSpanLines } from "./logs-view.tsx";
import { InputPart, OutputPart } from "./span-data.tsx";
import { SpanSummary } from "./span-summary.tsx";

export interface SpanPanelProps {
  readonly node: SpanNode;
  readonly trace: Trace;
  readonly version: PipelineVersion | undefined;
  readonly lines: readonly PlacedLine[];
  /** What the user of the application read; undefined when nobody was told. */
  readonly userSaw: string | undefined;
  /** The panel has a title of its own around it. */
  readonly bare: boolean;
}

type PanelTab = "summary" | "input" | "output" | "logs" | "attributes";

/** Everything a trace has on one span. One that failed begins with its error. */
export function SpanPanel(props: SpanPanelProps): ReactElement {
  const { node, lines, bare } = props;
  const { span } = node;
  const [tab, setTab] = useState<PanelTab>("summary");
  const own = useSpanLines(lines, span.id);
  const isScript = span.parentId === undefined;
  const item = (value: PanelTab, label: string, panel: ReactNode, count?: number): TabItem<PanelTab> => ({
    ...{ value, label, panel: value === "logs" ? panel : <div className="span-body">{panel}</div> },
    ...(count !== undefined && { count }),
  });
  const tabs = [
    item("summary", span.errorCode === undefined ? "Summary" : "Error", <SpanSummary {...props} />),
    ...(isScript ? [item("input", "Input", <InputPart {...props} />)] : []),
    ...(isScript ? [item("output", "Output", <OutputPart span={span} trace={props.trace} />)] : []),
    ...(isScript ? [item("logs", "Logs", <LogsView lines={own} clock={props.trace.clock} />, own.length)] : []),
    item("attributes", "Attributes", <Attributes node={node} />, Object.keys(span.attributes).length),
  ];
  const shown = tabs.some(({ value }) => value === tab) ? tab : "summary";
  return (
    <div className="flex h-full min-h-0 flex-col">
      {!bare && (
        <header className="span-head">
          <OutcomeMark status={span.status} size={16} label={span.status} />
          <h2 className="code truncate font-semibold">
            <PlainText text={spanTitle(span)} limit={120} />
          </h2>
          <span className="text-12 whitespace-nowrap text-fg-3">
            layer {span.layerIndex + 1}, position {span.parallelIndex + 1}
          </span>
        </header>
      )}
      <Tabs
        label="Parts of the span"
        tabs={tabs}
        value={shown}
        onChange={setTab}
        className="flex-1"
        panelClassName="overflow-auto"
      />
    </div>
  );
}

function Attributes({ node: { span } }: { readonly node: SpanNode }): ReactElement {
  const { id, parentId, kind, scriptId, sequence, startedAt, endedAt, instructions, memoryPeak } = span;
  const facts = {
    id,
    ...(parentId !== undefined && { parentId }),
    kind,
    scriptId,
    sequence,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(endedAt).toISOString(),
    instructions,
    memoryPeak,
  };
  return (
    <>
      <DataView value={span.attributes} label="Attributes" empty="The span has no attributes." />
      <h3 className="span-title">Span</h3>
      <DataView value={facts} label="Span" />
    </>
  );
}
