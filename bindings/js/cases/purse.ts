/** What a run of cases may take. */
export interface CaseBudget {
  /** Each run counts as 2,000 more, each engine for other settings as 400,000. The run that spends the last ends. */
  readonly instructions: number;
  readonly ms: number;
}

/**
 * What a run and the start of an engine take beside the scripts' instructions, as so many of them: without it, cases
 * that execute next to nothing would be bounded by nothing where the clock stands still. Rounded up from 0.1 ms and 20
 * ms in Node, at 20 instructions a microsecond.
 */
const runCost = 2_000;
const engineCost = 400_000;

/**
 * What is left of a budget. Where clocks stand still between answers, as in Workers, the instructions are the bound.
 */
export class Purse {
  readonly #budget: CaseBudget;
  readonly #startedAt = performance.now();
  #spent = 0;

  constructor(budget: CaseBudget = { instructions: Infinity, ms: Infinity }) {
    this.#budget = budget;
  }

  spendRun(instructions: number): void {
    this.#spent += instructions + runCost;
  }

  spendEngine(): void {
    this.#spent += engineCost;
  }

  get isEmpty(): boolean {
    return this.#spent >= this.#budget.instructions || this.msLeft < 1;
  }

  /** Whole ms, Infinity for ever. */
  get msLeft(): number {
    const { ms } = this.#budget;
    return ms === Infinity ? ms : Math.max(0, Math.floor(ms - (performance.now() - this.#startedAt)));
  }

  /** Why nothing more is run, as a part of a sentence. Precondition: it is empty. */
  get limit(): string {
    const { instructions, ms } = this.#budget;
    return this.#spent >= instructions
      ? `the cases together may execute ${instructions} instructions`
      : `the cases together may take ${ms} ms`;
  }
}
