import type { Limits, Span } from "sluice";

import { formatBytes, formatNumber } from "../../ui/format.ts";
import { durationText } from "./durations.ts";
import { isFetch } from "./span-facts.ts";
import type { SpanNode } from "./waterfall.ts";

/** How much of a limit a script run has used. */
export interface LimitUse {
  readonly name: string;
  readonly used: number;
  /** Undefined when the deployment allows more than is known here. */
  readonly allowed: number | undefined;
  readonly usedText: string;
  readonly allowedText: string;
  readonly isHit: boolean;
}

type ScriptLimits = Pick<Limits, "instructions" | "memoryBytes" | "scriptMs" | "fetchesPerScript">;

const limitForm = /(?:^|: )([A-Za-z ()]+) limit exceeded: (\d+) allowed, (\d+) used/;

/** What a limit error's message says: the limit's name, what it allows and what was used. */
export function limitInMessage(message: string): { name: string; allowed: number; used: number } | undefined {
  const found = limitForm.exec(message);
  return found ? { name: found[1] ?? "", allowed: Number(found[2]), used: Number(found[3]) } : undefined;
}

/** The limits of one script run. A span that was cut off by one knows better what was allowed. */
export function limitsUsed(node: SpanNode, limits: ScriptLimits): LimitUse[] {
  const { span } = node;
  const told = limitInMessage(span.statusMessage ?? "");
  const use = (name: string, code: string, used: number, known: number, text: (value: number) => string): LimitUse => {
    const isHit = span.errorCode === code;
    const allowed = isHit && told ? told.allowed : known;
    // The counter stops where it is noticed, a little beyond the limit.
    const shown = isHit ? Math.min(used, allowed) || allowed : used;
    const isRaised = !isHit && used > known;
    return {
      name,
      used: shown,
      allowed: isRaised ? undefined : allowed,
      usedText: text(shown),
      allowedText: isRaised ? "" : text(allowed),
      isHit,
    };
  };
  return [
    use("Instructions", "limit_instructions", span.instructions, limits.instructions, formatNumber),
    use("Memory", "limit_memory", span.memoryPeak, limits.memoryBytes, formatBytes),
    use("Time", "limit_time", span.durationMs, limits.scriptMs, durationText),
    use("Fetches", "limit_fetch", fetchesOf(node), limits.fetchesPerScript, formatNumber),
  ];
}

/** Fetches of a script run, also those inside of its own spans. */
function fetchesOf({ children }: SpanNode): number {
  return children.reduce((sum, child) => sum + (isFetch(child.span) ? 1 : 0) + fetchesOf(child), 0);
}

/** What a plan lowers, over what the deployment allows. */
export function withPlanLimits(deployment: Limits, plan: Readonly<Partial<Limits>> | undefined): Limits {
  return { ...deployment, ...plan };
}

/** All instructions of a trace's scripts. */
export function totalInstructions(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + (span.parentId === undefined ? span.instructions : 0), 0);
}
