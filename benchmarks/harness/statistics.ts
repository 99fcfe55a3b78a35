/** What is said of many samples, all in the unit of the samples. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly p99: number;
  readonly samples: number;
}

/** A ratio of two peers: its median over the rounds and the quartiles around it. */
export interface Ratio {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** The value below which the fraction `q` lies, interpolated between the neighbours. `sorted` is not empty. */
export function quantile(sorted: readonly number[], q: number): number {
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}

export function median(values: readonly number[]): number {
  return quantile(ascending(values), 0.5);
}

export function summary(values: readonly number[]): Summary {
  const sorted = ascending(values);
  return { median: quantile(sorted, 0.5), min: sorted[0]!, p99: quantile(sorted, 0.99), samples: sorted.length };
}

/**
 * `ours` through `theirs`, round by round: a machine that is slow for a while is slow for both, so the ratio of one
 * round is steadier than the ratio of two medians over all rounds. Both hold each round's median, in the same order.
 */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Ratio {
  const ratios = ascending(ours.map((value, round) => value / theirs[round]!));
  return { median: quantile(ratios, 0.5), lower: quantile(ratios, 0.25), upper: quantile(ratios, 0.75) };
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
