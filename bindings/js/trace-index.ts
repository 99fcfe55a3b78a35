import { isJsonObject, parseJson } from "./json.ts";
import type { Records } from "./records.ts";
import type { ListedKey } from "./stores/store.ts";
import { revDigits } from "./trace-position.ts";
import type { IndexRow } from "./trace-records.ts";

/** One entry of an index. */
export interface IndexEntry {
  readonly position: string;
  /** Undefined when the entry is damaged. */
  readonly row: IndexRow | undefined;
}

/** How far a search may still go. Shared by the readers of one search. */
export interface SearchBudget {
  /** List calls that do not only look for the place to begin at. */
  lists: number;
}

/** What lies between the entries read so far and `position` is not known: the budget is used up. */
export interface GivenUp {
  readonly position: string;
  readonly givenUp: true;
}

export interface IndexRange {
  /** Positions after this one; "" = from the newest. */
  readonly start: string;
  readonly end: string;
  /** Entries asked for at a time. */
  readonly pageSize: number;
}

/**
 * Reads the entries of one index in order, from any position on. Key-value stores list from the beginning of a prefix
 * only, so a position is found by prefixes of its own digits: when the first page of a prefix ends before the position,
 * one more digit than the two have in common makes a prefix that begins behind that page. A prefix that is read to its
 * end is followed by the next one of the same length.
 */
export class IndexReader {
  readonly #records: Records;
  readonly #prefix: string;
  readonly #range: IndexRange;
  readonly #budget: SearchBudget;
  #entries: IndexEntry[] = [];
  /** Everything up to here has been seen. */
  #position: string;
  #bucketDigits = 0;
  #cursor: string | undefined;
  #ended = false;

  constructor(records: Records, prefix: string, range: IndexRange, budget: SearchBudget) {
    this.#records = records;
    this.#prefix = prefix;
    this.#range = range;
    this.#budget = budget;
    this.#position = range.start;
  }

  /** Whether it is known that there are no more entries. */
  get ended(): boolean {
    return this.#ended && this.#entries.length === 0;
  }

  /** The next entry, which stays the next one until `take`; undefined at the end. */
  async peek(): Promise<IndexEntry | GivenUp | undefined> {
    while (this.#entries.length === 0 && !this.#ended) {
      if (this.#budget.lists <= 0) return { position: this.#position, givenUp: true };
      await this.#readPage();
    }
    return this.#entries[0];
  }

  take(): void {
    this.#entries.shift();
  }

  async #readPage(): Promise<void> {
    const page = await this.#records.store.list({
      prefix: this.#prefix + this.#position.slice(0, this.#bucketDigits),
      limit: this.#range.pageSize,
      ...(this.#cursor !== undefined && { cursor: this.#cursor }),
    });
    const positions = page.keys.map(({ name }) => name.slice(this.#prefix.length));
    const last = positions.at(-1);
    if (page.cursor !== undefined && last !== undefined && this.#descend(last)) return;
    this.#budget.lists--;
    const found = page.keys.filter((_, n) => this.#isWanted(positions[n] ?? ""));
    this.#entries = await Promise.all(found.map((key) => this.#entry(key)));
    if (last !== undefined && last > this.#position) this.#position = last;
    if (last !== undefined && last > this.#range.end) this.#ended = true;
    else if (page.cursor === undefined) this.#leaveBucket();
    else this.#cursor = page.cursor;
  }

  #isWanted(position: string): boolean {
    return position > this.#position && position < this.#range.end;
  }

  /** Goes to a bucket behind a page that ended with `last`, unless that page or its bucket is near enough. */
  #descend(last: string): boolean {
    if (last > this.#position || this.#bucketDigits === revDigits) return false;
    let common = 0;
    while (last[common] === this.#position[common] && common < revDigits - 1) common++;
    this.#bucketDigits = common + 1;
    this.#cursor = undefined;
    return true;
  }

  #leaveBucket(): void {
    this.#cursor = undefined;
    const digits = this.#bucketDigits;
    const next = String(Number(this.#position.slice(0, digits)) + 1).padStart(digits, "0");
    this.#ended = digits === 0 || next.length > digits || next > this.#range.end;
    if (this.#ended) return;
    // Without its last zeros it is the prefix of more, and still of nothing that has been read.
    this.#position = next.replace(/0+$/, "");
    this.#bucketDigits = this.#position.length;
  }

  async #entry(key: ListedKey): Promise<IndexEntry> {
    const value = this.#records.store.capabilities.metadata
      ? key.metadata
      : parseJson((await this.#records.store.get(key.name)) ?? "");
    return { position: key.name.slice(this.#prefix.length), row: indexRowOf(value) };
  }
}

/** `value` as the row that was written, or undefined when it has not its form. */
export function indexRowOf(value: unknown): IndexRow | undefined {
  if (!isJsonObject(value)) return undefined;
  const { t, g, s, d } = value;
  const isWhole = typeof t === "number" && typeof g === "string" && typeof s === "string" && typeof d === "number";
  return isWhole ? (value as IndexRow) : undefined;
}
