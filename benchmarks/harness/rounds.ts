import { WrongAnswer, type Contestant, type Peer } from "../peers/peer.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { median, summary, type Summary } from "./statistics.ts";

export interface RoundOptions {
  readonly rounds: number;
  /** Longest batch of one peer, in ms; a batch has at least one sample. */
  readonly batchMs: number;
  /** Told before each batch; rounds below 1 are not counted. */
  readonly onBatch: (round: number, scenario: Scenario, peer: Peer) => void;
}

/** What a peer achieved in a scenario, in µs. */
export interface MeasuredResult {
  readonly kind: "measured";
  /** Over the samples of all rounds. */
  readonly all: Summary;
  readonly roundMedians: readonly number[];
}

/** Why a peer has no times: it has no means for the scenario, it answered wrongly, or it broke. */
export interface FailedResult {
  readonly kind: "cannot" | "wrong" | "failed";
  readonly why: string;
}

export type Result = MeasuredResult | FailedResult;

/** Results by scenario, then by peer. */
export type Results = Map<Scenario, Map<Peer, Result>>;

/** Rounds that come first and are not counted: V8 compiles what is hot again, and pools fill. */
const warmUpRounds = 2;

interface Entry {
  readonly scenario: Scenario;
  readonly peer: Peer;
  contestant?: Contestant;
  failure?: FailedResult;
  readonly rounds: (readonly number[])[];
}

/**
 * Measures every peer in every scenario, interleaved: a round visits all scenarios and in each all peers, one batch
 * after another, so that no peer has the machine's quiet or busy minutes to itself. A peer that answers wrongly once is
 * out of the scenario, with the answer as the reason.
 */
export async function measure(
  scenarios: readonly Scenario[],
  peers: readonly Peer[],
  options: RoundOptions,
): Promise<Results> {
  const entries = scenarios.flatMap((scenario) => peers.map((peer): Entry => ({ scenario, peer, rounds: [] })));
  for (const entry of entries) await prepare(entry);
  for (let round = 1 - warmUpRounds; round <= options.rounds; round++) {
    for (const entry of entries) {
      options.onBatch(round, entry.scenario, entry.peer);
      await runBatch(entry, options, round > 0);
    }
  }
  for (const { contestant } of entries) await contestant?.close();
  return resultsOf(entries);
}

async function prepare(entry: Entry): Promise<void> {
  const { peer, scenario } = entry;
  const why = peer.cannot(scenario);
  if (why !== undefined) entry.failure = { kind: "cannot", why };
  else entry.contestant = await peer.prepare(scenario);
}

async function runBatch(entry: Entry, { batchMs }: RoundOptions, counts: boolean): Promise<void> {
  if (entry.contestant === undefined || entry.failure !== undefined) return;
  // What others left behind is not to be collected on this peer's time; its own garbage still is.
  globalThis.gc?.();
  try {
    const times = await entry.contestant.batch({ samples: entry.scenario.samples, milliseconds: batchMs });
    if (counts) entry.rounds.push(times);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    entry.failure = { kind: error instanceof WrongAnswer ? "wrong" : "failed", why };
  }
}

function resultsOf(entries: readonly Entry[]): Results {
  const results: Results = new Map();
  for (const { scenario, peer, rounds, failure } of entries) {
    const ofScenario = results.get(scenario) ?? new Map<Peer, Result>();
    results.set(scenario, ofScenario);
    if (failure !== undefined) ofScenario.set(peer, failure);
    else ofScenario.set(peer, { kind: "measured", all: summary(rounds.flat()), roundMedians: rounds.map(median) });
  }
  return results;
}
