import { fetchedBody, type Scenario } from "../scenarios/scenario.ts";

/**
 * A `fetch` without a network or a clock. It holds every answer until all fetches of a sample wait, and then gives all
 * of them at once: what is timed is the engine, never a wait, and overlapping is proven, because a caller that sends its
 * requests one after another would wait for ever.
 */
export class FetchStub {
  readonly #scenario: Scenario;
  #waiting: ((response: Response) => void)[] = [];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  readonly fetch = (_url: string): Promise<Response> =>
    new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length < this.#scenario.fetches) return;
      this.#scenario.onHeld?.();
      for (const answer of this.#waiting.splice(0)) answer(Response.json(fetchedBody));
    });
}
