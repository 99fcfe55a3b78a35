/** What a run of cases may take. */
export interface CaseBudget {
  /** The run in which they are spent is not cut short. */
  readonly instructions: number;
  readonly ms: number;
}

/** What is left of a budget. Where clocks stand still between answers, as in Workers, the instructions are the bound. */
export class Purse {
  readonly #budget: CaseBudget;
  readonly #startedAt = performance.now();
  #spent = 0;

  constructor(budget: CaseBudget = { instructions: Infinity, ms: Infinity }) {
    this.#budget = budget;
  }

  spend(instructions: number): void {
    this.#spent += instructions;
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
