import type { Soak } from "../probes/soak.ts";
import type { Machine } from "./machine.ts";
import type { ColdStarts, MemoryTable } from "./probes.ts";
import type { FailedResult, MeasuredResult, Result, Results } from "./rounds.ts";
import type { Sizes } from "./sizes.ts";
import { ratioOf, type Ratio } from "./statistics.ts";

/** One run of the benchmarks, as results/latest.json holds it. What was not asked for is absent. */
export interface Report {
  readonly startedAt: string;
  readonly machine: Machine;
  readonly rounds: number;
  readonly batchMs: number;
  readonly peers: Readonly<Record<string, string>>;
  readonly scenarios: readonly ScenarioReport[];
  readonly coldStarts?: ColdStarts;
  readonly memory?: MemoryTable;
  readonly soak?: Soak;
  readonly sizes?: Sizes;
}

export interface ScenarioReport {
  readonly name: string;
  readonly title: string;
  readonly peers: Readonly<Record<string, PeerReport>>;
}

/** Times in µs; `timesSluice`: this peer's time through that of the first peer, over the rounds. */
export type PeerReport = (MeasuredResult & { readonly timesSluice?: Ratio }) | FailedResult;

export function scenarioReports(results: Results): ScenarioReport[] {
  return [...results].map(([{ name, title }, ofPeers]) => {
    const reference = [...ofPeers.values()][0]!;
    const peers = [...ofPeers].map(([peer, result]) => [peer.name, withRatio(result, reference)] as const);
    return { name, title, peers: Object.fromEntries(peers) };
  });
}

function withRatio(result: Result, reference: Result): PeerReport {
  if (result.kind !== "measured" || reference.kind !== "measured") return result;
  return { ...result, timesSluice: ratioOf(result.roundMedians, reference.roundMedians) };
}

/** What one peer's time in a scenario is of another's; undefined when one of them was not measured. */
export function ratioBetween(report: Report, scenario: string, peer: string, of: string): Ratio | undefined {
  const found = report.scenarios.find(({ name }) => name === scenario);
  const ours = found?.peers[peer];
  const theirs = found?.peers[of];
  if (ours?.kind !== "measured" || theirs?.kind !== "measured") return undefined;
  return ratioOf(ours.roundMedians, theirs.roundMedians);
}
