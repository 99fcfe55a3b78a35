export interface ChangeOptions {
  readonly note?: string;
}

export interface PageOptions {
  /** From the page before. */
  readonly cursor?: string;
  readonly limit?: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Present when there are more. */
  readonly cursor?: string;
}
