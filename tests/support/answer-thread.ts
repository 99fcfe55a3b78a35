import { once } from "node:events";
import { Worker } from "node:worker_threads";

/**
 * A thread that answers each message with one message, so that a question that hangs or crashes it is an answer too.
 * Its first message says that it is ready.
 */
export class AnswerThread<Question, Answer> {
  readonly #file: URL;
  readonly #patienceMs: number;
  #worker: Worker | undefined;

  /** @param patienceMs how long an answer may take before the thread counts as hanging; starting is not counted. */
  constructor(file: URL, patienceMs: number) {
    this.#file = file;
    this.#patienceMs = patienceMs;
  }

  /** The thread's answer, or in a text how it hung or crashed; then the next question gets a new thread. */
  async ask(question: Question): Promise<Answer | string> {
    const worker = await this.#start();
    const answer = await this.#answerOf(worker, question);
    if (typeof answer === "string") await this.close();
    return answer;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #start(): Promise<Worker> {
    if (this.#worker) return this.#worker;
    this.#worker = new Worker(this.#file);
    await once(this.#worker, "message");
    return this.#worker;
  }

  async #answerOf(worker: Worker, question: Question): Promise<Answer | string> {
    const waiting = new AbortController();
    const { signal } = waiting;
    const timer = setTimeout(() => waiting.abort(), this.#patienceMs);
    const answer = once(worker, "message", { signal }) as Promise<[Answer | string]>;
    const end = once(worker, "exit", { signal }).then(([code]) => [`crash: the thread ended with ${String(code)}`]);
    worker.postMessage(question);
    try {
      const [first] = await Promise.race([answer, end]);
      return first as Answer | string;
    } catch (error) {
      return signal.aborted ? `hang: no answer within ${this.#patienceMs} ms` : `crash: ${String(error)}`;
    } finally {
      clearTimeout(timer);
      waiting.abort();
      await Promise.allSettled([answer, end]);
    }
  }
}
