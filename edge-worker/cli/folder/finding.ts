/** Something that is wrong with a folder, and where. */
export interface Finding {
  readonly path: string;
  /** From 1. */
  readonly line?: number;
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
}
