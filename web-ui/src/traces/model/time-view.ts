import type { TimeWindow } from "./time-scale.ts";

/**
 * The part of a trace's time that is in sight. It changes with every frame while somebody zooms, so it stands outside
 * of React's state: only what draws by it is drawn again, and not the whole screen.
 */
export class TimeView {
  readonly #listeners = new Set<() => void>();
  #window: TimeWindow;

  constructor(window: TimeWindow) {
    this.#window = window;
  }

  readonly window = (): TimeWindow => this.#window;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(window: TimeWindow): void {
    const { start, end } = this.#window;
    if (window.start === start && window.end === end) return;
    this.#window = window;
    for (const changed of this.#listeners) changed();
  }
}
