/** The candidate that `word` was probably meant to be; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const allowed = Math.max(1, Math.floor(word.length / 3));
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((a, b) => a.distance - b.distance);
  return best?.candidate;
}

/**
 * How many letters have to be inserted, deleted, replaced or swapped with their neighbour to make one word of the other
 * (optimal string alignment).
 */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= to.length; column++) rows[row]!.push(cheapest(rows, from, to, row, column));
  }
  return rows[from.length]![to.length]!;
}

function cheapest(rows: readonly number[][], from: string, to: string, row: number, column: number): number {
  const [above, here] = [rows[row - 1]!, rows[row]!];
  const replaced = above[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
  const swaps = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
  const swapped = swaps ? rows[row - 2]![column - 2]! + 1 : Infinity;
  return Math.min(above[column]! + 1, here[column - 1]! + 1, replaced, swapped);
}
