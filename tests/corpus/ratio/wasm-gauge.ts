import { AnswerThread } from "../../support/answer-thread.ts";
import { showMicroseconds, unfinished, type Cost, type Gauge } from "./gauges.ts";

/** Longer than what is CPU time natively: this is the clock's. */
const patienceMs = 5_000;

/** Time in nanoseconds of the package in Node, in a thread that may be ended. */
export class WasmGauge implements Gauge {
  readonly name = "Wasm";
  readonly show = showMicroseconds;
  readonly #thread = new AnswerThread<string, Cost>(new URL("./wasm-worker.ts", import.meta.url), patienceMs);

  async measure(code: string): Promise<Cost> {
    const answer = await this.#thread.ask(code);
    return typeof answer === "string" ? unfinished(patienceMs * 1e6) : answer;
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
