import { deepStrictEqual } from "node:assert/strict";
import type { Json, JsonObject, Scenario } from "../scenarios/scenario.ts";

/** When a batch ends: after `samples`, or with the first sample that ends after `milliseconds`. */
export interface BatchSize {
  readonly samples: number;
  readonly milliseconds: number;
}

/** A scenario made ready on a peer. */
export interface Contestant {
  /** Runs a batch and answers the time of each sample in µs. Rejects with a WrongAnswer when one answer was wrong. */
  batch(size: BatchSize): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Something that runs pipelines. */
export interface Peer {
  /** Column of the table and key in the results. */
  readonly name: string;
  /** What exactly is measured, for the report. */
  readonly description: string;
  /** Why it cannot take part in a scenario; undefined when it can. */
  cannot(scenario: Scenario): string | undefined;
  prepare(scenario: Scenario): Promise<Contestant>;
}

/** A peer answered something else than the scenario says. */
export class WrongAnswer extends Error {
  constructor(scenario: Scenario, actual: unknown) {
    super(`answered ${String(JSON.stringify(actual)).slice(0, 300)} in ${scenario.name}`);
  }
}

/** Throws a WrongAnswer unless `actual` is the scenario's answer; members may come in any order. */
export function verify(scenario: Scenario, actual: unknown): void {
  const { allowed, data } = (actual ?? {}) as { allowed?: Json; data?: JsonObject };
  try {
    deepStrictEqual({ allowed, data }, scenario.answer);
  } catch {
    throw new WrongAnswer(scenario, actual);
  }
}

/** Runs one trigger in this process. */
export type RunTrigger = () => Promise<unknown>;

/** Longest wait for one sample: more means that the peer holds a fetch back that the stub waits for. */
const sampleTimeoutMs = 20_000;

/** A contestant that runs in this process. `afterBatch` is not timed. */
export function inProcess(
  scenario: Scenario,
  run: RunTrigger,
  { afterBatch, close }: { afterBatch?: () => Promise<void>; close?: () => Promise<void> | void } = {},
): Contestant {
  return {
    async batch({ samples, milliseconds }) {
      const times: number[] = [];
      const end = performance.now() + milliseconds;
      do {
        times.push(await timedSample(scenario, run));
      } while (times.length < samples && performance.now() < end);
      await afterBatch?.();
      return times;
    },
    async close() {
      await close?.();
    },
  };
}

/** Time of one sample in µs. Answers are compared when the clock has stopped. */
async function timedSample(scenario: Scenario, run: RunTrigger): Promise<number> {
  if (scenario.inFlight === 1 && scenario.fetches === 0) {
    const start = performance.now();
    const answer = await run();
    const time = performance.now() - start;
    verify(scenario, answer);
    return time * 1_000;
  }
  const start = performance.now();
  const answers = await withDeadline(Promise.all(Array.from({ length: scenario.inFlight }, run)));
  const time = performance.now() - start;
  for (const answer of answers) verify(scenario, answer);
  return time * 1_000;
}

function withDeadline<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("it does not overlap its fetches")), sampleTimeoutMs);
    work.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
