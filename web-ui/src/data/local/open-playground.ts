import workerUrl from "../../playground/worker.ts?worker&url";

import { startWorker } from "../../trusted.ts";
import { onChange } from "./tabs.ts";
import { WorkerKeeper } from "./worker-keeper.ts";
import { localWorkspace, type PlaygroundWorkspace } from "./workspace.ts";

const keeper = new WorkerKeeper({ start: () => startWorker(workerUrl, "sluice-playground") });

/** The engine in this browser, for code that is only to be compiled. Starts the Worker when it is first asked. */
export const checkCode: PlaygroundWorkspace["checkCode"] = (code) => keeper.call("checkCode", [code]);

/** The workspace in this browser. Nothing is started or opened before something is asked of it. */
export function openPlayground(): PlaygroundWorkspace {
  return {
    ...localWorkspace((method, args, signal) => keeper.call(method, args, signal)),
    onChange: (listener) => onChange(() => listener()),
    onCrash: (listener) => keeper.onCrash(listener),
  };
}
