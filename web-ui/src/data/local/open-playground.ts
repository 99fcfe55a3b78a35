import workerUrl from "../../playground/worker.ts?worker&url";

import { registerServiceWorker, startWorker } from "../../trusted.ts";
import type { Deployment } from "sluice";

import type { BrowserEngine } from "../workspace.ts";
import { onChange } from "./tabs.ts";
import { WorkerKeeper } from "./worker-keeper.ts";
import { browserEngine, localWorkspace, type PlaygroundWorkspace } from "./workspace.ts";

const keeper = new WorkerKeeper({ start: () => startWorker(workerUrl, "sluice-playground") });

/** Once the engine is wanted it is worth keeping. Browsers without service workers go on with a network only. */
function keepOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  void registerServiceWorker("/service-worker.js").catch((error: unknown) => {
    console.warn("Sluice works with a network only:", error);
  });
}

/** The engine in this browser, for what is tried of another home, whose limits it keeps. Starts the Worker when it is first asked. */
export function engineHere(deployment: () => Promise<Deployment>): BrowserEngine {
  return browserEngine((method, args, signal) => keeper.call(method, args, signal), deployment);
}

/** The workspace in this browser. Nothing is started or opened before something is asked of it. */
export function openPlayground(): PlaygroundWorkspace {
  let isKept = false;
  return {
    ...localWorkspace((method, args, signal) => {
      if (!isKept) keepOffline();
      isKept = true;
      return keeper.call(method, args, signal);
    }),
    onChange: (listener) => onChange(() => listener()),
    onCrash: (listener) => keeper.onCrash(listener),
  };
}
