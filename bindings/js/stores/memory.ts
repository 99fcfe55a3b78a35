import type { GetOptions, KeyValueStore, ListOptions, ListPage, PutOptions } from "./store.ts";
import type { JsonValue } from "../json.ts";

export interface MemoryStoreOptions {
  /** The clock that times to live are measured with, ms since the epoch; default `Date.now`. */
  readonly now?: () => number;
}

interface Entry {
  readonly value: string;
  readonly metadata?: JsonValue;
  readonly expiresAt: number;
}

const maxPage = 1_000;
const writesBetweenSweeps = 1_000;

/** A store in this process's memory: for tests, playgrounds and single processes that may forget. */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  return new MemoryStore(options.now ?? Date.now);
}

/** See `memoryStore`. */
export class MemoryStore implements KeyValueStore {
  readonly capabilities = {
    cas: true,
    increment: true,
    ttl: true,
    metadata: true,
    consistency: "strong",
    trusted: true,
  } as const;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  #writes = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  async get(key: string, _options?: GetOptions): Promise<string | null> {
    return this.#live(key)?.value ?? null;
  }

  async put(key: string, value: string, options: PutOptions = {}): Promise<void> {
    this.#set(key, value, options);
  }

  async delete(key: string): Promise<void> {
    this.#entries.delete(key);
  }

  async list({ prefix = "", cursor = "", limit = maxPage }: ListOptions = {}): Promise<ListPage> {
    const names = [...this.#entries.keys()]
      .filter((name) => name.startsWith(prefix) && name > cursor && this.#live(name))
      .sort();
    const page = names.slice(0, Math.min(limit, maxPage));
    const keys = page.map((name) => {
      const metadata = this.#live(name)?.metadata;
      return { name, ...(metadata !== undefined && { metadata }) };
    });
    const last = page.at(-1);
    return { keys, ...(page.length < names.length && last !== undefined && { cursor: last }) };
  }

  async cas(key: string, expected: string | null, value: string, options: PutOptions = {}): Promise<boolean> {
    if ((this.#live(key)?.value ?? null) !== expected) return false;
    this.#set(key, value, options);
    return true;
  }

  async increment(key: string, by: number, options: { readonly ttlMs?: number } = {}): Promise<number> {
    const entry = this.#live(key);
    const count = Number(entry?.value ?? 0) + by;
    if (entry) this.#entries.set(key, { ...entry, value: String(count) });
    else this.#set(key, String(count), options);
    return count;
  }

  #set(key: string, value: string, { ttlMs, metadata }: PutOptions): void {
    if (++this.#writes % writesBetweenSweeps === 0) this.#sweep();
    const expiresAt = ttlMs === undefined ? Infinity : this.#now() + ttlMs;
    this.#entries.set(key, { value, expiresAt, ...(metadata !== undefined && { metadata }) });
  }

  /** Counts of rate limits are never asked for again once their window is over. */
  #sweep(): void {
    for (const key of this.#entries.keys()) this.#live(key);
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresAt > this.#now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }
}
