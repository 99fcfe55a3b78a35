import type { DiffLine, Hunk } from "sluice";

/** A row of two columns; undefined: that side has no line there. */
export interface SideBySideRow {
  readonly before: DiffLine | undefined;
  readonly after: DiffLine | undefined;
}

/** The lines of a hunk in two columns: what was removed stands beside what was added in its place. */
export function sideBySide({ lines }: Pick<Hunk, "lines">): SideBySideRow[] {
  const rows: SideBySideRow[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = (): void => {
    const height = Math.max(removed.length, added.length);
    for (let n = 0; n < height; n++) rows.push({ before: removed[n], after: added[n] });
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === "removed") {
      if (added.length > 0) flush();
      removed.push(line);
    } else if (line.kind === "added") {
      added.push(line);
    } else {
      flush();
      rows.push({ before: line, after: line });
    }
  }
  flush();
  return rows;
}
