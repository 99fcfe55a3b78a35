import type { LimitName, Plan, Span, Trace } from "sluice";
import { useState } from "react";
import { Link } from "wouter";

import type { Fault } from "../data/faults.ts";
import { useHome } from "../data/home.tsx";
import { useLimits } from "../data/queries/deployment.ts";
import type { HookDescription } from "../data/workspace.ts";
import { OutcomeMark } from "../parts/outcome-mark.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { measuredText } from "../traces/model/durations.ts";
import { outcomeWords, type OutcomeWords } from "../traces/model/outcome-words.ts";
import { cx } from "../ui/cx.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { formatBytes, formatNumber } from "../ui/format.ts";
import { Meter } from "../ui/meter.tsx";
import { Note } from "../ui/note.tsx";
import { Tabs, type TabItem } from "../ui/tabs.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { HotLines } from "./hot-lines.tsx";
import { SpanBars } from "./span-bars.tsx";
import { dataOf, type TrialResult } from "./trial.ts";
import type { Trial } from "./use-trial.ts";

export interface ResultPanelProps {
  readonly hook: HookDescription;
  readonly trial: Pick<Trial, "result" | "isStale" | "failed" | "isRunning" | "plan">;
  /** Leads to a line of a script. */
  readonly onOpenLine?: ((scriptId: string, line: number | undefined) => void) | undefined;
  /** Whose limits are told; default: of the scripts that came nearest to them. */
  readonly script?: string | undefined;
}

/** What came of the last run: the outcome first, then the evidence. */
export function ResultPanel({ hook, trial, onOpenLine, script }: ResultPanelProps) {
  const { result, isStale, failed, isRunning } = trial;
  return (
    <div className="flex flex-col" aria-busy={isRunning}>
      {failed && <NotRun fault={failed.fault} />}
      {result ? (
        <Result {...{ hook, result, isStale, script, onOpenLine }} limits={trial.plan?.limits} />
      ) : (
        !failed && (
          <EmptyState title="Nothing was run yet">
            Run tries the draft in this browser: nothing is sent or counted. The outcome stands here, then what led to
            it.
          </EmptyState>
        )
      )}
    </div>
  );
}

function NotRun({ fault: { title, text, field, problems } }: { readonly fault: Fault }) {
  return (
    <div className="p-4">
      <Note status="error">
        <p className="font-semibold">It was not run. {title}</p>
        {field !== undefined && (
          <p>
            <span className="code">{field}</span>
          </p>
        )}
        {problems.length > 0 ? (
          <ul>
            {problems.map(({ message }) => (
              <li key={message}>
                <PlainText text={message} />
              </li>
            ))}
          </ul>
        ) : (
          <PlainText text={text} lines />
        )}
      </Note>
    </div>
  );
}

interface ResultProps extends Pick<ResultPanelProps, "hook" | "onOpenLine" | "script"> {
  readonly result: TrialResult;
  readonly isStale: boolean;
  /** The pipeline's own, where it has lower ones. */
  readonly limits: Plan["limits"] | undefined;
}

function Result({ hook, result, isStale, onOpenLine, script, limits }: ResultProps) {
  const { trace, wouldCall } = result;
  return (
    <>
      <Headline {...{ hook, result, isStale }} />
      {trace && <Failures {...{ trace, onOpenLine }} />}
      {wouldCall.length > 0 && <WouldCall calls={wouldCall} />}
      {trace && <Meters {...{ trace, script, limits }} />}
      <Evidence {...{ result, onOpenLine }} />
    </>
  );
}

function Headline({ hook, result, isStale }: Pick<ResultProps, "hook" | "result" | "isStale">) {
  const { paths } = useHome();
  const { at, source, trace, outcome } = result;
  const { status, headline, because, userSaw }: OutcomeWords = trace
    ? outcomeWords(trace, { failureText: hook.failureText })
    : {
        status: "success",
        headline: "Allowed",
        because: "No script ran: nothing is published, or it is switched off.",
      };
  return (
    <section className="flex gap-3 border-b border-line-1 p-4" aria-label="Outcome" role="status">
      <span className="pt-1">
        <OutcomeMark status={status} size={18} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <p className="flex-1 text-16 font-semibold">{headline}</p>
          {trace && (
            <span className="text-12 text-fg-2 tabular-nums">{measuredText(trace.durationMs, trace.clock)}</span>
          )}
        </div>
        {!outcome.allowed && (
          <p>
            The person reads: “<PlainText text={userSaw || outcome.error} />”
            {outcome.code !== undefined && <PlainText text={outcome.code} className="code ml-2 text-fg-2" />}
          </p>
        )}
        <p className="text-12 text-fg-2">
          {because} {source === "draft" ? "Draft, tried" : "Published, run"} <RelativeTime at={at} />.{" "}
          {source === "published" && trace && <Link href={paths.traces(trace.id)}>Open the trace</Link>}
        </p>
        {isStale && <p className="mt-1 text-12 text-warning">Stale: something was changed since. Run again.</p>}
      </div>
    </section>
  );
}

function Failures({ trace, onOpenLine }: { readonly trace: Trace } & Pick<ResultPanelProps, "onOpenLine">) {
  const failed = trace.spans.filter(({ parentId, status }) => parentId === undefined && status === "error");
  if (failed.length === 0) return null;
  return (
    <section className="flex flex-col gap-2 border-b border-line-1 p-4" aria-label="Errors">
      {failed.map((span) => (
        <Note key={span.id} status="error">
          <p>
            <span className="code">{span.scriptId}</span>
            {span.line !== undefined && `, line ${span.line}`}: <span className="code">{span.errorCode}</span>
          </p>
          <PlainText text={span.statusMessage ?? ""} lines className="code break-words" />
          {onOpenLine && (
            <button
              type="button"
              className="ml-2 text-accent underline"
              onClick={() => onOpenLine(span.scriptId, span.line)}
            >
              Open
            </button>
          )}
        </Note>
      ))}
    </section>
  );
}

function WouldCall({
  calls,
}: Pick<TrialResult, "wouldCall"> extends { wouldCall: infer Calls } ? { readonly calls: Calls } : never) {
  return (
    <section className="border-b border-line-1 p-4" aria-label="Would call">
      <h3 className="font-semibold">Would call</h3>
      <p className="text-12 text-fg-2">No mock answers these, and nothing was sent.</p>
      <ul className="mt-1">
        {calls.map(({ method, url }, index) => (
          <li key={index} className="code break-all">
            {method} <PlainText text={url} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface MetersProps extends Pick<ResultProps, "script" | "limits"> {
  readonly trace: Trace;
}

function Meters({ trace, script, limits = {} }: MetersProps) {
  const deployed = useLimits();
  const limitOf = (name: LimitName): number => limits[name] ?? deployed[name];
  const all = trace.spans.filter(({ parentId, status }) => parentId === undefined && status !== "skipped");
  const own = all.filter(({ scriptId }) => scriptId === script);
  const runs = own.length > 0 ? own : all;
  const [hungriest, largest] = [most(runs, "instructions"), most(runs, "memoryPeak")];
  if (!hungriest || !largest) return null;
  const fetches = trace.spans.filter(({ kind }) => kind === "CLIENT").length;
  return (
    <section className="flex flex-col gap-2 border-b border-line-1 p-4" aria-label="Limits">
      <Measured label={`Instructions, ${hungriest.scriptId}`}>
        <Meter label="instructions" used={hungriest.instructions} allowed={limitOf("instructions")} />
      </Measured>
      <Measured label={`Memory, ${largest.scriptId}`}>
        <Meter label="memory" used={largest.memoryPeak} allowed={limitOf("memoryBytes")} format={formatBytes} />
      </Measured>
      <Measured label="Fetches">
        <Meter label="fetches" used={fetches} allowed={limitOf("fetchesPerExecution")} />
      </Measured>
    </section>
  );
}

function Measured({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)] items-center gap-3 text-12">
      <span className="truncate text-fg-2">{label}</span>
      {children}
    </div>
  );
}

function most(spans: readonly Span[], figure: "instructions" | "memoryPeak"): Span | undefined {
  return spans.toSorted((a, b) => b[figure] - a[figure])[0];
}

type Part = "spans" | "data" | "logs" | "lines";

function Evidence({ result, onOpenLine }: Pick<ResultProps, "result" | "onOpenLine">) {
  const [part, setPart] = useState<Part>("spans");
  const { trace, outcome, profile, codes = {} } = result;
  const data = dataOf(outcome);
  const logs = trace?.spans.flatMap(({ scriptId, logs: lines }) => lines.map((line) => ({ scriptId, ...line }))) ?? [];
  const tabs: TabItem<Part>[] = [
    {
      value: "spans",
      label: "Spans",
      count: trace?.spans.length ?? 0,
      panel: trace ? <SpanBars trace={trace} /> : "None.",
    },
    { value: "data", label: "Data", count: Object.keys(data ?? {}).length, panel: <Data data={data} /> },
    { value: "logs", label: "Logs", count: logs.length, panel: <Logs lines={logs} /> },
    ...(profile
      ? [{ value: "lines" as const, label: "Lines", panel: <HotLines {...{ profile, codes, onOpenLine }} /> }]
      : []),
  ];
  const value = tabs.some((tab) => tab.value === part) ? part : "spans";
  return <Tabs label="Evidence" {...{ tabs, value }} onChange={setPart} panelClassName="p-4" />;
}

function Data({ data }: { readonly data: object | undefined }) {
  if (!data) return <p className="text-fg-2">The scripts returned no data.</p>;
  return (
    <pre
      className="code overflow-auto rounded-4 bg-sunken p-3 whitespace-pre-wrap"
      tabIndex={0}
      role="region"
      aria-label="Data"
    >
      <PlainText text={JSON.stringify(data, null, 2)} lines limit={20_000} />
    </pre>
  );
}

type Line = Trace["spans"][number]["logs"][number] & { readonly scriptId: string };

function Logs({ lines }: { readonly lines: readonly Line[] }) {
  if (lines.length === 0) return <p className="text-fg-2">Nothing was logged.</p>;
  return (
    <ol className="flex flex-col gap-1">
      {lines.map(({ scriptId, level, line, text }, index) => (
        <li key={index} className="grid grid-cols-[96px_minmax(0,1fr)] gap-3 text-12">
          <span className="truncate text-fg-2">
            {scriptId}
            {line !== undefined && `:${formatNumber(line)}`}
          </span>
          <span
            className={cx("code break-words", level === "error" && "text-error", level === "warn" && "text-warning")}
          >
            <PlainText text={text} lines />
          </span>
        </li>
      ))}
    </ol>
  );
}
