import type { Sampling } from "./plan.ts";

/** What is kept of one execution. */
export interface Kept {
  /** Of one that succeeds: otherwise its trace is kept in any case. */
  readonly trace: boolean;
  readonly journal: boolean;
}

const defaultSampling: Sampling = { trace: 1, journal: 0 };

/**
 * What a plan's sampling keeps of the execution with this trace id. It follows from the id, which is random: the same
 * for everybody who asks, and whatever has a journal has a trace.
 */
export function keptOf(traceId: string, { trace, journal }: Sampling = defaultSampling): Kept {
  const place = placeOf(traceId);
  return { trace: place < Math.max(trace, journal), journal: place < journal };
}

/** Where an id lies between 0 and 1, by its last 52 bits: as many as a number has without rounding. */
function placeOf(traceId: string): number {
  return Number.parseInt(traceId.slice(-13), 16) / 2 ** 52;
}
