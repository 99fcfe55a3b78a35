import { runAll } from "./run-all.ts";

/** For the test that drives the browser. */
Object.assign(globalThis, { runInPage: runAll, runInWorker });

function runInWorker(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker("/bundle/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}
