/**
 * node --expose-gc memory.ts PEER COUNT - in this fresh process, has COUNT triggers in flight at once and prints what
 * memory they took while they waited and what stayed when they had ended, as JSON.
 */
import { memoryUse, type MemoryUse } from "./memory-watch.ts";
import { scenarioNamed } from "../scenarios/all.ts";
import { peerArgument, probedPeers } from "./peer-modules.ts";

export interface MemoryProbe {
  readonly waiting: MemoryUse;
  readonly ended: MemoryUse;
}

const count = Number(process.argv[3]);
let waiting: MemoryUse | undefined;
const scenario = {
  ...scenarioNamed("in-flight"),
  inFlight: count,
  fetches: count,
  onHeld: () => (waiting = memoryUse()),
};
const peer = await probedPeers[peerArgument()]();
const contestant = await peer.prepare(scenario);
await contestant.batch({ samples: 1, milliseconds: 0 });
const probe: MemoryProbe = { waiting: waiting!, ended: memoryUse() };
console.log(JSON.stringify(probe));
