import { AnswerThread } from "../../support/answer-thread.ts";
import { showMicroseconds, unfinished, type Cost, type Gauge } from "./gauges.ts";

/** Longer than what is CPU time natively: this is the clock's. */
const patienceMs = 10_000;

/** Time in nanoseconds of the package in Node, in a thread that may be ended. Only the last script may fail to end. */
export class WasmGauge implements Gauge {
  readonly name = "Wasm";
  readonly show = showMicroseconds;
  readonly #thread = new AnswerThread<readonly string[], Cost[]>(
    new URL("./wasm-worker.ts", import.meta.url), patienceMs);

  async measure(codes: readonly string[]): Promise<readonly Cost[]> {
    const answer = await this.#thread.ask(codes);
    if (typeof answer !== "string") return answer;
    return [...(await this.measure(codes.slice(0, -1))), unfinished(patienceMs * 1e6)];
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
