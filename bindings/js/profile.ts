/** What one line of a script cost in one run. */
export interface LineCost {
  readonly line: number;
  /** With the work that the line started in C; what comes before the first instruction is line 1's. */
  readonly instructions: number;
  /** Memory that the line took, in bytes; what was given back meanwhile is not taken off. */
  readonly bytes: number;
}

/**
 * Where one script run spent its instructions: they add up to those of its span. Costs go to the line whose instruction
 * ran last, so that reading the result is that of the `return`, and what `table.sort` does between two calls of a
 * function is the function's.
 */
export interface ScriptProfile {
  readonly scriptId: string;
  readonly layerIndex: number;
  readonly parallelIndex: number;
  /** Those that cost anything, in order. */
  readonly lines: readonly LineCost[];
}
