import { AnswerThread } from "./answer-thread.ts";
import type { CorpusScript } from "./corpus.ts";
import type { CorpusResult } from "./run-corpus.ts";

/** The slowest script takes a hundredth of it on an idle machine. */
const patienceMs = 10_000;

/** A thread that runs the scripts it is sent, all of them with one engine. */
export function startCorpusThread(): AnswerThread<CorpusScript, CorpusResult> {
  return new AnswerThread(new URL("./corpus-worker.ts", import.meta.url), patienceMs);
}
