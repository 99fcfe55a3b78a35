/**
 * The end of an execution, for the effects it leaves under way. Not an AbortSignal: on Node one with a listener for
 * each fetch takes longer than all else that a fetch needs of this package.
 */
export class Ending {
  readonly #heard = new Set<(reason: Error) => void>();
  #hasCome = false;

  get hasCome(): boolean {
    return this.#hasCome;
  }

  /** `hear` is called when the end comes, unless it is deleted before. Precondition: it has not come. */
  add(hear: (reason: Error) => void): void {
    this.#heard.add(hear);
  }

  delete(hear: (reason: Error) => void): void {
    this.#heard.delete(hear);
  }

  /** The end comes. */
  come(): void {
    this.#hasCome = true;
    for (const hear of this.#heard) hear(hasEnded());
  }
}

/** Why whatever is under way is given up. */
export function hasEnded(): Error {
  return new Error("the execution has ended");
}
