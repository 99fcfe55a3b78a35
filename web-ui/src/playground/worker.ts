// First: schemas look at it when they are made.
import "../data/local/plain-zod.ts";

import { openStore } from "../data/local/browser-store.ts";
import { methodsOf } from "../data/local/methods.ts";
import { PlaygroundHost } from "../data/local/playground-host.ts";
import { serve, type Port } from "../data/local/rpc.ts";
import { changesChannel, type Change } from "../data/local/tabs.ts";

// The playground's engine and store live here, so that no script that computes for long holds up the page.
const host = new PlaygroundHost(openStore);
const tabs = new BroadcastChannel(changesChannel);
const tell = (change: Change): void => tabs.postMessage(change);

tabs.addEventListener("message", ({ data }: MessageEvent<Change>) => {
  if (data === "reset") void host.forget();
});
serve(globalThis as unknown as Port, methodsOf(host, tell));
