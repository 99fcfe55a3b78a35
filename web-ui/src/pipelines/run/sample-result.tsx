import type { DryRun, Trace } from "sluice";

import { LayerGlyph } from "../../parts/layer-glyph.tsx";
import { OutcomeMark, type MarkStatus } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { cx } from "../../ui/cx.ts";
import { counted } from "../../ui/format.ts";
import { Note } from "../../ui/note.tsx";
import type { SampleRun } from "./use-sample.ts";

/** What came of a dry run: the answer, then why. The last one stays until the next is there. */
export function SampleResult({ run: { result, fault, isStale } }: { readonly run: SampleRun }) {
  if (fault) {
    return (
      <Note status="error">
        <b>It couldn't be run.</b> <PlainText text={fault.text} limit={600} />
      </Note>
    );
  }
  if (!result) return <p className="text-12 text-fg-3">The result of the dry run appears here.</p>;
  return (
    <div className={cx("grid gap-2 text-12", isStale && "opacity-60")} role="status" aria-busy={isStale}>
      <Answer result={result} />
      {result.wouldCall.length > 0 && (
        <Note status="warning">
          {counted(result.wouldCall.length, "request")} that no answer is given for:{" "}
          {result.wouldCall.map(({ method, url }, index) => (
            <span key={index} className="code">
              {method} <PlainText text={url} limit={200} />{" "}
            </span>
          ))}
        </Note>
      )}
      {result.trace && <Stops trace={result.trace} />}
    </div>
  );
}

export function statusOf({ outcome, trace }: DryRun): "success" | "blocked" | "error" {
  return trace?.status ?? (outcome.allowed ? "success" : "blocked");
}

function Answer({ result }: { readonly result: DryRun }) {
  const { outcome, trace } = result;
  const status = statusOf(result);
  const word = outcome.allowed ? "Allowed" : status === "error" ? "Error, refused" : "Denied";
  const scripts = trace?.spans.filter(({ parentId }) => parentId === undefined) ?? [];
  const instructions = scripts.reduce((sum, span) => sum + span.instructions, 0);
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-13">
      <OutcomeMark status={status} size={14} />
      <b>{word}</b>
      {!outcome.allowed && <PlainText text={`“${outcome.error}”`} limit={300} className="text-fg-2" />}
      {trace && <LayerGlyph layers={marksOf(trace)} />}
      <span className="text-12 text-fg-3 tabular-nums">{instructions.toLocaleString("en")} instructions</span>
    </p>
  );
}

/** The scripts that stopped it, and what they said. */
function Stops({ trace }: { readonly trace: Trace }) {
  const spans = trace.spans.filter(
    ({ parentId, status }) => parentId === undefined && (status === "error" || status === "blocked"),
  );
  if (spans.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {spans.map((span) => (
        <li key={span.id} className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2">
          <OutcomeMark status={span.status} label={span.status} />
          <span className="code truncate">{span.scriptId}</span>
          {span.statusMessage !== undefined && (
            <PlainText text={span.statusMessage} limit={300} className="col-start-2 text-fg-2" />
          )}
        </li>
      ))}
    </ul>
  );
}

function marksOf({ spans }: Trace): MarkStatus[][] {
  const layers: MarkStatus[][] = [];
  for (const { parentId, layerIndex, status } of spans) {
    if (parentId === undefined) (layers[layerIndex] ??= []).push(status);
  }
  return layers.filter((layer) => layer !== undefined);
}
