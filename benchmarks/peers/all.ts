import { meteredVm, unmeteredVm } from "./bare-vm.ts";
import { fengariPeer } from "./fengari.ts";
import { nativeEngine, nativeLua } from "./native.ts";
import type { Peer } from "./peer.ts";
import { quickjs } from "./quickjs.ts";
import { sluiceBoundary, sluiceExecute, sluiceRun } from "./sluice.ts";
import { wasmoonFresh, wasmoonPooled } from "./wasmoon.ts";

/** Everything that is measured, in the order of the table; the first is what the others are divided by. */
export const peers: readonly [Peer, ...Peer[]] = [
  sluiceExecute, sluiceRun, sluiceBoundary, nativeEngine, wasmoonPooled, wasmoonFresh, fengariPeer, quickjs, nativeLua,
  meteredVm, unmeteredVm,
];
