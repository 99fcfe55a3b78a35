import type { Peer } from "../peers/peer.ts";

/** The peers whose start and memory are measured, imported one at a time: importing is a part of starting. */
export const probedPeers = {
  sluice: async (): Promise<Peer> => (await import("../peers/sluice.ts")).sluiceExecute,
  original: async (): Promise<Peer> => (await import("../peers/wasmoon.ts")).wasmoonPooled,
  wasmoon: async (): Promise<Peer> => (await import("../peers/wasmoon.ts")).wasmoonFresh,
  fengari: async (): Promise<Peer> => (await import("../peers/fengari.ts")).fengariPeer,
  quickjs: async (): Promise<Peer> => (await import("../peers/quickjs.ts")).quickjs,
};

export type ProbedPeer = keyof typeof probedPeers;

export const probedPeerNames = Object.keys(probedPeers) as ProbedPeer[];

/** The peer named on the command line. */
export function peerArgument(): ProbedPeer {
  const name = process.argv[2] ?? "";
  if (!probedPeerNames.includes(name as ProbedPeer)) throw new Error(`no probe of a peer named "${name}"`);
  return name as ProbedPeer;
}
