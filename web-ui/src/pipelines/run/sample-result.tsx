import type { DryRun, Trace } from "sluice";

import { LayerGlyph } from "../../parts/layer-glyph.tsx";
import { OutcomeMark, type MarkStatus } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { cx } from "../../ui/cx.ts";
import { Note } from "../../ui/note.tsx";
import { counted } from "../model/words.ts";
import type { SampleRun } from "./use-sample.ts";

export interface SampleResultProps {
  readonly run: SampleRun;
  /** With each script's own result. */
  readonly detailed?: boolean;
}

/** What came of a dry run: the answer, then why, then numbers. The last one stays until the next is there. */
export function SampleResult({ run, detailed = false }: SampleResultProps) {
  const { result, fault, isStale } = run;
  if (fault) {
    return (
      <Note status="error">
        <b>It couldn't be run.</b> <PlainText text={fault.text} limit={600} />
      </Note>
    );
  }
  if (!result) return <p className="text-12 text-fg-3">The result of a dry run appears here.</p>;
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
      {result.trace && <ScriptResults trace={result.trace} isWhole={detailed} />}
      {detailed && result.outcome.allowed && (
        <pre className="max-h-48 overflow-auto rounded-4 bg-sunken p-2" tabIndex={0} aria-label="Data">
          <PlainText text={JSON.stringify(result.outcome.data ?? {}, null, 2)} lines />
        </pre>
      )}
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
  const instructions = trace?.spans.reduce((sum, span) => sum + (span.parentId === undefined ? span.instructions : 0), 0) ?? 0;
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

/** Each script's own result, or only of those that stopped it. */
function ScriptResults({ trace, isWhole }: { readonly trace: Trace; readonly isWhole: boolean }) {
  const stopped = (status: string): boolean => status === "error" || status === "blocked";
  const spans = trace.spans.filter(({ parentId, status }) => parentId === undefined && (isWhole || stopped(status)));
  if (spans.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {spans.map((span) => (
        <li key={span.id} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2">
          <OutcomeMark status={span.status} label={span.status} />
          <span className="code truncate">{span.scriptId}</span>
          <span className="text-fg-3 tabular-nums">{span.status === "skipped" ? "not reached" : `${span.instructions.toLocaleString("en")} instr`}</span>
          {span.statusMessage !== undefined && (
            <PlainText text={span.statusMessage} limit={300} className="col-span-2 col-start-2 text-fg-2" />
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
