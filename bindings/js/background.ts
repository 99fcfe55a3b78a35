/** Work that nobody waits for yet. */
export class Background {
  readonly #tasks = new Set<Promise<void>>();

  get pending(): number {
    return this.#tasks.size;
  }

  /** Takes care of `task`, which must not reject: hands it to the platform's `waitUntil`, or keeps it for `drain`. */
  add(task: Promise<void>, waitUntil?: (promise: Promise<unknown>) => void): void {
    if (waitUntil && handOver(task, waitUntil)) return;
    this.#tasks.add(task);
    void task.finally(() => this.#tasks.delete(task));
  }

  /** Resolves when nothing is pending, also nothing that was added meanwhile. */
  async drain(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
  }
}

/**
 * Has the platform keep a request alive for `task`. False: it refuses, as it does a waitUntil that was taken off its
 * object, or comes too late.
 */
export function handOver(task: Promise<void>, waitUntil: (promise: Promise<unknown>) => void): boolean {
  try {
    waitUntil(task);
    return true;
  } catch {
    return false;
  }
}

/**
 * Resolves in a turn of its own, when whoever waits for an answer that is made now has it: what is begun then takes
 * none of the time of the answer, also where the store is in the same thread.
 */
export function afterAnswer(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve));
}
