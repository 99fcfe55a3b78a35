/**
 * The thread in which corpus-thread.ts runs scripts. Its first message says that it is ready; then each message it gets
 * is a script, and each answer what became of it.
 */
import { parentPort } from "node:worker_threads";
import { createEngine } from "sluice";
import type { CorpusScript } from "./corpus.ts";
import { runCorpusScript } from "./run-corpus.ts";

const engine = await createEngine();
parentPort?.on("message", async (script: CorpusScript) => {
  const answer = await runCorpusScript(engine, script).catch((error: unknown) => `crash: ${String(error)}`);
  parentPort?.postMessage(answer);
});
parentPort?.postMessage("ready");
