import type { Trace } from "sluice";
import type { ReactElement, ReactNode } from "react";

import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { formatNumber } from "../../ui/format.ts";
import { Cell, HeadCell, Row, Table } from "../../ui/table.tsx";
import { compareTraces, type ScriptComparison } from "../model/compare.ts";
import { dataDifferences } from "../model/data-diff.ts";
import { measuredText } from "../model/durations.ts";
import { decidingSpan } from "../model/outcome-words.ts";

export interface ComparisonViewProps {
  readonly before: Trace;
  readonly after: Trace;
  /** What the two sides are called: "Trace", "This run". */
  readonly names: readonly [before: string, after: string];
  /** Durations of a replay are those of the recording, and say nothing. */
  readonly withoutTimes?: boolean;
}

/** Two traces side by side: how they ended, each script, and their data. */
export function ComparisonView(props: ComparisonViewProps): ReactElement {
  return (
    <div className="comparison">
      <Totals {...props} />
      <Scripts {...props} />
      <Data {...props} />
    </div>
  );
}

function Totals({ before, after, names, withoutTimes = false }: ComparisonViewProps): ReactElement {
  const both = (cell: (trace: Trace) => ReactNode): ReactNode =>
    [before, after].map((trace, side) => <Cell key={side}>{cell(trace)}</Cell>);
  const rows: (readonly [name: string, cells: ReactNode])[] = [
    ["Outcome", both((trace) => <Ended trace={trace} />)],
    ["Reason", both((trace) => <Reason trace={trace} />)],
    ["Instructions", both((trace) => formatNumber(instructionsOf(trace)))],
    ["Fetches", both(({ spans }) => formatNumber(spans.filter(({ kind }) => kind === "CLIENT").length))],
    ...(withoutTimes
      ? []
      : [["Duration", both(({ durationMs, clock }) => measuredText(durationMs, clock))] as const]),
    ["Plan", both(({ planHash }) => <span className="code">{planHash === "" ? "none" : planHash.slice(0, 8)}</span>)],
  ];
  return (
    <Section title="Outcome">
      <Table aria-label="How they ended">
        <Heads names={["", ...names]} />
        <tbody>
          {rows.map(([name, cells]) => (
            <Row key={name}>
              <th scope="row" className="text-left font-normal text-fg-2">
                {name}
              </th>
              {cells}
            </Row>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Heads({ names }: { readonly names: readonly string[] }): ReactElement {
  return (
    <thead>
      <tr>{names.map((name, n) => (name === "" ? <td key={n} /> : <HeadCell key={n}>{name}</HeadCell>))}</tr>
    </thead>
  );
}

function Ended({ trace: { status } }: { readonly trace: Trace }): ReactElement {
  return (
    <span className={`trace-status is-${status}`}>
      <OutcomeMark status={status} />
      {status}
    </span>
  );
}

function Reason({ trace }: { readonly trace: Trace }): ReactElement {
  const span = trace.status === "success" ? undefined : decidingSpan(trace);
  if (!span) return <span className="text-fg-3">No script refused.</span>;
  const { scriptId, errorCode, statusMessage = "", line } = span;
  return (
    <span className="wrap-anywhere">
      <span className="code">
        {scriptId}
        {line !== undefined && `:${line}`} {errorCode}
      </span>{" "}
      <PlainText text={statusMessage} limit={300} />
    </span>
  );
}

const differenceWords: Readonly<Record<ScriptComparison["differences"][number], string>> = {
  presence: "only on one side",
  status: "status",
  error: "error",
  instructions: "instructions",
  output: "output",
  logs: "logs",
};

function Scripts({ before, after, names, withoutTimes = false }: ComparisonViewProps): ReactElement {
  const { scripts } = compareTraces(before, after);
  return (
    <Section title="Scripts">
      {scripts.length === 0 ? (
        <p className="text-12 text-fg-3">No script ran in either.</p>
      ) : (
        <Table aria-label="Script by script">
          <Heads names={["Script", ...names, "Differs in"]} />
          <tbody>
            {scripts.map((script, n) => (
              <Row key={n}>
                <th scope="row" className="text-left font-normal">
                  <span className="code">{script.scriptId}</span>{" "}
                  <span className="text-fg-3">layer {script.layerIndex + 1}</span>
                </th>
                <SpanCell span={script.before} trace={before} {...{ withoutTimes }} />
                <SpanCell span={script.after} trace={after} {...{ withoutTimes }} />
                <Cell className={script.differences.length === 0 ? "text-fg-3" : "font-medium"}>
                  {script.differences.map((name) => differenceWords[name]).join(", ") || "nothing"}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

interface SpanCellProps {
  readonly span: ScriptComparison["before"];
  readonly trace: Trace;
  readonly withoutTimes: boolean;
}

function SpanCell({ span, trace, withoutTimes }: SpanCellProps): ReactElement {
  if (!span) return <Cell className="text-fg-3">did not run</Cell>;
  return (
    <Cell>
      <span className="flex flex-wrap items-center gap-x-2 tabular-nums">
        <OutcomeMark status={span.status} label={span.status} />
        {formatNumber(span.instructions)}
        {!withoutTimes && <span className="text-fg-3">{measuredText(span.durationMs, trace.clock)}</span>}
      </span>
    </Cell>
  );
}

const mostDifferences = 200;

function Data({ before, after, names }: ComparisonViewProps): ReactElement {
  const parts = [
    { title: "Data", differences: dataDifferences(before.resultData, after.resultData) },
    { title: "Context", differences: dataDifferences(before.contextSnapshot, after.contextSnapshot) },
  ];
  return (
    <>
      {parts.map(({ title, differences }) => (
        <Section key={title} title={title}>
          {differences.length === 0 ? (
            <p className="text-12 text-fg-3">The same in both.</p>
          ) : (
            <Table aria-label={`${title} that differs`}>
              <Heads names={["Path", ...names]} />
              <tbody>
                {differences.slice(0, mostDifferences).map(({ path, before: left, after: right }) => (
                  <Row key={path}>
                    <th scope="row" className="text-left font-normal">
                      <PlainText text={path === "" ? "all of it" : path} limit={200} className="code" />
                    </th>
                    <ValueCell text={left} />
                    <ValueCell text={right} />
                  </Row>
                ))}
              </tbody>
            </Table>
          )}
          {differences.length > mostDifferences && (
            <p className="text-12 text-fg-3">{formatNumber(differences.length - mostDifferences)} more not shown</p>
          )}
        </Section>
      ))}
    </>
  );
}

function ValueCell({ text }: { readonly text: string | undefined }): ReactElement {
  if (text === undefined) return <Cell className="text-fg-3">absent</Cell>;
  return (
    <Cell className="wrap-anywhere">
      <PlainText text={text} limit={500} className="code" />
    </Cell>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section>
      <h2 className="span-title">{title}</h2>
      <div className="comparison-table">{children}</div>
    </section>
  );
}

function instructionsOf({ spans }: Trace): number {
  return spans.reduce((sum, { instructions, parentId }) => (parentId === undefined ? sum + instructions : sum), 0);
}
