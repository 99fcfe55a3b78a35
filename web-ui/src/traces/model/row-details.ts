import type { Trace } from "sluice";

import type { MarkStatus } from "../../parts/outcome-mark.tsx";
import { totalInstructions } from "./limits-used.ts";
import { decidingSpan } from "./outcome-words.ts";
import { messageOf } from "./span-facts.ts";

/** What a row of the list shows beyond what lists of a store say. */
export interface RowDetails {
  /** An error's code or the id of the script that refused; empty for what was allowed. */
  readonly code: string;
  readonly reason: string;
  readonly shape: readonly (readonly MarkStatus[])[];
  readonly instructions: number;
  readonly userId: string | undefined;
  readonly planHash: string;
  readonly isFrozen: boolean;
}

export function rowDetails(trace: Trace): RowDetails {
  const { userId, planHash, spans, clock } = trace;
  return {
    ...reasonOf(trace),
    shape: shapeOf(trace),
    instructions: totalInstructions(spans),
    userId,
    planHash,
    isFrozen: clock === "frozen",
  };
}

/** For each layer what became of its scripts, in plan order. */
export function shapeOf({ spans }: Pick<Trace, "spans">): MarkStatus[][] {
  const layers = new Map<number, { place: number; status: MarkStatus }[]>();
  for (const { parentId, layerIndex, parallelIndex, status } of spans) {
    if (parentId !== undefined) continue;
    const layer = layers.get(layerIndex) ?? [];
    layer.push({ place: parallelIndex, status });
    layers.set(layerIndex, layer);
  }
  return [...layers]
    .sort(([a], [b]) => a - b)
    .map(([, layer]) => layer.sort((a, b) => a.place - b.place).map(({ status }) => status));
}

function reasonOf(trace: Trace): Pick<RowDetails, "code" | "reason"> {
  const span = decidingSpan(trace);
  if (!span) return { code: "", reason: trace.status === "success" ? "allowed" : (trace.statusMessage ?? "") };
  const message = messageOf(span);
  if (trace.status === "blocked") return { code: span.scriptId, reason: message };
  const line = span.line === undefined ? "" : `:${span.line}`;
  return { code: span.errorCode ?? "error", reason: `${span.scriptId}${line} ${message}` };
}
