/** What every change takes. */
export interface ChangeOptions {
  /** For the audit log, and kept with what is saved; at most 1,000 characters. */
  readonly note?: string;
}

/** Which part of a list to answer. */
export interface PageOptions {
  /** From the page before; absent for the first. */
  readonly cursor?: string;
  /** How many items at most, from 1; each list tells its default and its most. */
  readonly limit?: number;
}

/** A part of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Present when there are more. */
  readonly cursor?: string;
}
