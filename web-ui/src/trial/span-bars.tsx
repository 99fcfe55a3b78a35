import type { Span, Trace } from "sluice";

import { OutcomeMark } from "../parts/outcome-mark.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { durationText, unmeasurable } from "../traces/model/durations.ts";
import { fetchFacts, isFetch, spanTitle } from "../traces/model/span-facts.ts";
import { traceTree, type SpanNode, type TraceTree } from "../traces/model/waterfall.ts";
import { cx } from "../ui/cx.ts";

/** A trace in small: its spans in their order, on one axis of time. */
export function SpanBars({ trace }: { readonly trace: Trace }) {
  const tree = traceTree(trace);
  const rows = tree.layers.flatMap(({ scripts }) => scripts.flatMap((node) => withChildren(node, 0)));
  return (
    <ul className="flex flex-col" aria-label="Spans">
      {rows.map(({ node, depth }) => (
        <SpanRow key={node.span.id} {...{ node, depth, tree }} />
      ))}
    </ul>
  );
}

interface PlacedSpan {
  readonly node: SpanNode;
  readonly depth: number;
}

function withChildren(node: SpanNode, depth: number): PlacedSpan[] {
  return [{ node, depth }, ...node.children.flatMap((child) => withChildren(child, depth + 1))];
}

function SpanRow({ node, depth, tree }: PlacedSpan & { readonly tree: TraceTree }) {
  const { span, time } = node;
  const extent = Math.max(tree.extent, 1e-6);
  const left = (time.start / extent) * 100;
  const width = ((time.end - time.start) / extent) * 100;
  return (
    <li className="grid h-7 grid-cols-[minmax(0,1fr)_120px_64px] items-center gap-3">
      <span className="flex min-w-0 items-center gap-1.5" style={{ paddingLeft: depth * 16 }}>
        <OutcomeMark status={span.status} label={span.status} />
        <PlainText text={titleOf(span)} className="code truncate" />
      </span>
      <span className="relative h-2" aria-hidden>
        <span
          className={cx(
            "absolute h-2 min-w-0.5 rounded-2",
            colours[span.status],
            span.kind === "CLIENT" && "opacity-50",
          )}
          style={{ left: `${left}%`, width: `${width}%` }}
        />
      </span>
      <span className="text-right text-12 text-fg-2 tabular-nums">{durationOf(span, tree)}</span>
    </li>
  );
}

/** A fetch by what it got as well: there is no other place for that. */
function titleOf(span: Span): string {
  if (!isFetch(span)) return spanTitle(span);
  const { method, status, host } = fetchFacts(span);
  return [method, status ?? "no answer", host].join(" ");
}

const colours: Readonly<Record<Span["status"], string>> = {
  success: "bg-success",
  blocked: "bg-blocked",
  error: "bg-error",
  skipped: "bg-skipped",
};

function durationOf(span: Span, { unit }: TraceTree): string {
  if (span.status === "skipped") return "skipped";
  return unit === "step" ? unmeasurable : durationText(span.durationMs);
}
