import { useQuery } from "@tanstack/react-query";
import type { Trace, TraceControl, TraceQuery, TraceRow } from "sluice";

import { useWorkspace } from "../../data/home.tsx";

export interface Neighbours {
  /** Undefined: there is none, or none was found nearby. */
  readonly older: string | undefined;
  readonly newer: string | undefined;
}

/** The traces before and after one, among those that fit a filter. */
export function useNeighbours(trace: Pick<Trace, "id" | "startedAt"> | undefined, query: TraceQuery): Neighbours {
  const { control } = useWorkspace();
  const { data } = useQuery({
    queryKey: ["traces", "neighbours", trace?.id, query],
    queryFn: async () => {
      if (!trace) return none;
      const [older, newer] = await Promise.all([
        olderThan(control.traces, trace, query),
        newerThan(control.traces, trace, query),
      ]);
      return { older, newer };
    },
    enabled: trace !== undefined,
  });
  return data ?? none;
}

const none: Neighbours = { older: undefined, newer: undefined };

type Place = Pick<Trace, "id" | "startedAt">;

async function olderThan(traces: TraceControl, place: Place, query: TraceQuery): Promise<string | undefined> {
  const page = await traces.list({ ...query, to: place.startedAt + 1, limit: 50 });
  return page.traces.find((row) => isOlder(row, place))?.id;
}

/** How far ahead is looked, in steps: lists begin with the newest, and what is wanted is at their end. */
const windowsMs = [1_000, 60_000, 3_600_000, 86_400_000, 30 * 86_400_000];
const mostPages = 3;

async function newerThan(traces: TraceControl, place: Place, query: TraceQuery): Promise<string | undefined> {
  for (const window of windowsMs) {
    const to = Math.min(query.to ?? Infinity, place.startedAt + window);
    const found = await lastNewer(traces, place, { ...query, from: place.startedAt, to });
    if (found !== undefined) return found;
    if (to === query.to) return undefined;
  }
  return undefined;
}

async function lastNewer(traces: TraceControl, place: Place, query: TraceQuery): Promise<string | undefined> {
  let cursor: string | undefined;
  let last: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await traces.list({ ...query, limit: 200, ...(cursor !== undefined && { cursor }) });
    last = page.traces.findLast((row) => row.id !== place.id && !isOlder(row, place))?.id ?? last;
    cursor = page.cursor;
    if (cursor === undefined) return last;
  }
  // So many at once: what was found is newer, if not the next.
  return last;
}

/** Lists are by time, the latest first; of the same millisecond by id. */
function isOlder(row: Pick<TraceRow, "id" | "startedAt">, place: Place): boolean {
  return row.startedAt < place.startedAt || (row.startedAt === place.startedAt && row.id > place.id);
}
