import type { Page, PageOptions } from "./api-common.ts";

/** How many versions a page has by default. */
export const defaultVersions = 20;

/** A page of versions, newest first: their numbers are known, so that none has to be searched. */
export async function versionsBelow<Item extends object>(
  newest: number,
  { cursor, limit = defaultVersions }: PageOptions,
  read: (version: number) => Promise<Item | null>,
): Promise<Page<Item>> {
  const first = cursor === undefined ? newest : Math.min(newest, Number(cursor) - 1);
  const count = Math.min(Math.max(first, 0), limit);
  const found = await Promise.all(Array.from({ length: count }, (_, place) => read(first - place)));
  const items: Item[] = found.flatMap((item) => item ?? []);
  return { items, ...(first > count && { cursor: String(first - count + 1) }) };
}
