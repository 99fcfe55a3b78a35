import { memoryStore, type KeyValueStore } from "sluice";

const windowMs = 60_000;

type Count = Required<Pick<KeyValueStore, "increment">>;

/**
 * Counts requests by the minute: in the store where that can count, else, and while it fails, in this process alone.
 * A key that is over its limit is not counted any further, so that a flood costs the store nothing.
 */
export class RateLimiter {
  readonly #shared: Count | undefined;
  readonly #own: Count = memoryStore();
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #over = new Set<string>();
  #windowEnd = 0;

  constructor(store: KeyValueStore, prefix: string, now: () => number = Date.now) {
    const increment = store.capabilities.increment ? store.increment?.bind(store) : undefined;
    this.#shared = increment && { increment };
    this.#prefix = prefix;
    this.#now = now;
  }

  /** Counts one request under `key`. When that is more than `limit`: in how many seconds to come back. */
  async take(key: string, limit: number): Promise<number | undefined> {
    const now = this.#now();
    const windowEnd = (Math.floor(now / windowMs) + 1) * windowMs;
    if (windowEnd !== this.#windowEnd) this.#over.clear();
    this.#windowEnd = windowEnd;
    const fits = limit === 0 || (!this.#over.has(key) && (await this.#count(key, windowEnd, now)) <= limit);
    if (fits) return undefined;
    this.#over.add(key);
    return Math.ceil((windowEnd - now) / 1_000);
  }

  async #count(key: string, windowEnd: number, now: number): Promise<number> {
    const name = `${this.#prefix}${windowEnd}:${key}`;
    const options = { ttlMs: windowEnd - now };
    try {
      return await (this.#shared ?? this.#own).increment(name, 1, options);
    } catch {
      return this.#own.increment(name, 1, options);
    }
  }
}
