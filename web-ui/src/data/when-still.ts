/** Runs something once nobody has asked for it for a while, as when a person who typed is still. */
export class WhenStill {
  readonly #run: () => void;
  readonly #stillMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(run: () => void, stillMs: number) {
    this.#run = run;
    this.#stillMs = stillMs;
  }

  /** Whether it has been asked for and not been run. */
  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Waits anew from now on. */
  ask(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), this.#stillMs);
  }

  /** Runs what was asked for without waiting further; nothing when nothing was. */
  flush(): void {
    if (this.#timer === undefined) return;
    this.forget();
    this.#run();
  }

  /** What was asked for is not wanted any more. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
