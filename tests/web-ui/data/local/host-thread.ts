import type { OpenedStore } from "../../../../web-ui/src/data/local/browser-store.ts";
import { methodsOf } from "../../../../web-ui/src/data/local/methods.ts";
import { PlaygroundHost } from "../../../../web-ui/src/data/local/playground-host.ts";
import { serve, type Port } from "../../../../web-ui/src/data/local/rpc.ts";
import { WorkerKeeper, type WorkerLike } from "../../../../web-ui/src/data/local/worker-keeper.ts";

export interface HostThread {
  readonly keeper: WorkerKeeper;
  readonly host: PlaygroundHost;
  /** What the host told other tabs. */
  readonly told: readonly string[];
}

/** A host at the other end of a channel that clones messages as a Worker's does, in the same thread. */
export function threadOf(openStore: () => Promise<OpenedStore>): HostThread {
  const told: string[] = [];
  const host = new PlaygroundHost(openStore);
  const start = (): WorkerLike => {
    const { port1, port2 } = new MessageChannel();
    serve(
      port2 as unknown as Port,
      methodsOf(host, (change) => void told.push(change)),
    );
    port1.start();
    port2.start();
    return Object.assign(port1, {
      terminate: () => {
        port1.close();
        port2.close();
      },
    }) as unknown as WorkerLike;
  };
  return { keeper: new WorkerKeeper({ start }), host, told };
}
