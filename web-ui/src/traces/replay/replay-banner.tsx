import type { Trace } from "sluice";
import type { ReactElement } from "react";

import { faultOf } from "../../data/faults.ts";
import type { Recording } from "../../data/workspace.ts";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { StatusMark } from "../../ui/icons/status-mark.tsx";
import { Note } from "../../ui/note.tsx";
import { outcomeWords } from "../model/outcome-words.ts";
import { sortReasons } from "./model.ts";
import type { ReplayBenchState } from "./use-replay-bench.ts";

export interface ReplayBannerProps {
  readonly trace: Trace;
  readonly recording: Recording;
  readonly bench: ReplayBenchState;
}

/** How the run ended against how the recorded one did, and what keeps it from being the same. */
export function ReplayBanner({ trace, recording, bench }: ReplayBannerProps): ReactElement {
  const { replayed, ranEdits, isStale, error } = bench;
  const edited = Object.keys(ranEdits);
  const { misses, likened, others } = sortReasons(replayed, recording, edited.length > 0);
  const status = replayed.trace?.status ?? "success";
  const rule = { failureText: replayed.outcome.allowed ? null : replayed.outcome.error };
  return (
    <div className="replay-banner" role="status">
      <p className="flex flex-wrap items-center gap-2 text-14 font-semibold">
        <StatusMark status={replayed.exact ? "success" : edited.length > 0 ? "info" : "warning"} />
        {headline(bench)}
        {isStale && <span className="text-12 font-normal text-fg-3">Changed since; run again.</span>}
      </p>
      <p className="flex flex-wrap items-center gap-x-1.5 text-12 text-fg-2">
        <OutcomeMark status={status} />
        {replayed.trace && `${outcomeWords(replayed.trace, rule).headline}.`}{" "}
        {!replayed.exact && `Was: ${lowered(outcomeWords(trace, { failureText: "" }).headline)}.`}{" "}
        {edited.length > 0 && `Edited: ${edited.join(", ")}.`}
      </p>
      {error !== null && error !== undefined && (
        <Note status="error">
          {faultOf(error).title} {faultOf(error).text}
        </Note>
      )}
      <Reasons status="warning" title="Misses: not in the journal, so nothing was sent and the script was told so." items={misses} />
      <Reasons
        status="info"
        title="Asked otherwise than recorded; given the recorded answer of the same place."
        items={likened}
      />
      <Reasons status="info" title={replayed.exact ? "" : "Why it is not exact"} items={others} />
    </div>
  );
}

function headline({ replayed, ranEdits }: ReplayBenchState): string {
  if (replayed.exact) return "Same outcome, byte for byte";
  return Object.keys(ranEdits).length > 0 ? "What would have been different" : "Not exactly as it was";
}

function lowered(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

interface ReasonsProps {
  readonly status: "info" | "warning";
  readonly title: string;
  readonly items: readonly string[];
}

function Reasons({ status, title, items }: ReasonsProps): ReactElement | null {
  if (items.length === 0) return null;
  return (
    <Note status={status}>
      {title}
      <ul>
        {items.map((item) => (
          <li key={item}>
            <PlainText text={item} limit={400} className="code" />
          </li>
        ))}
      </ul>
    </Note>
  );
}
