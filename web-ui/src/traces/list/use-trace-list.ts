import type { TraceRow } from "sluice";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { useLiveTraces, useTraces } from "../../data/queries/traces.ts";
import { queryOf, type TraceFilter } from "../model/filter.ts";
import { nothingNew, showWaiting, takeIn, waitingText } from "../model/follow.ts";

export interface TraceListState {
  readonly rows: readonly TraceRow[];
  /** What the store is asked for. */
  readonly query: ReturnType<typeof queryOf>;
  readonly status: "loading" | "error" | "ready";
  readonly error: unknown;
  /** All there are have been read. */
  readonly isWhole: boolean;
  /** The store gave up looking through its newest traces; older ones may still fit. */
  readonly isPartial: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
  /** "14 newer traces"; undefined when none wait. */
  readonly waiting: string | undefined;
  readonly showNewer: () => void;
}

/** The rows of a list: its pages, and above them what has come since. `mayGrow`: nobody is reading further down. */
export function useTraceList(filter: TraceFilter, follow: boolean, mayGrow: boolean): TraceListState {
  const [anchor, setAnchor] = useState(() => anchorOf(filter));
  const query = useMemo(() => queryOf(filter, anchor), [filter, anchor]);
  const pages = useTraces(query);
  const live = useLiveTraces(query, { enabled: follow && pages.isSuccess });
  const [followed, setFollowed] = useState(nothingNew);
  const listed = useMemo(() => pages.data?.pages.flatMap(({ traces }) => traces) ?? [], [pages.data]);
  const newest = live.data?.traces;
  useEffect(() => {
    if (newest) setFollowed((known) => takeIn(known, newest, listed, mayGrow));
  }, [newest, listed, mayGrow]);
  const rows = useMemo(() => [...followed.shown, ...listed], [followed.shown, listed]);
  const reload = useCallback(() => {
    setFollowed(nothingNew);
    setAnchor(renewAnchor(filter));
    void pages.refetch();
  }, [filter, pages.refetch]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  useNextWhenEmpty(listed.length === 0 && pages.isSuccess, loadMore);
  return {
    rows,
    query,
    status: pages.isError && listed.length === 0 ? "error" : pages.isPending ? "loading" : "ready",
    error: pages.error,
    isWhole: pages.isSuccess && !hasNextPage,
    isPartial: pages.data?.pages.at(-1)?.partial === true,
    isLoadingMore: isFetchingNextPage,
    loadMore,
    reload,
    waiting: waitingText(followed),
    showNewer: followed.hasGap ? reload : () => setFollowed(showWaiting),
  };
}

/** How often a search that finds nothing goes on by itself before a person has to ask for more. */
const mostEmptyPages = 5;

function useNextWhenEmpty(isEmpty: boolean, loadMore: () => void): void {
  const tries = useRef(0);
  useEffect(() => {
    if (!isEmpty || tries.current >= mostEmptyPages) return;
    tries.current++;
    loadMore();
  }, [isEmpty, loadMore]);
}

/**
 * The present that "1h" counts back from. It stays the same for a while, so that coming back from a trace finds the list
 * as it was left instead of another one.
 */
const anchors = new Map<string, number>();
const anchorLasts = 10 * 60_000;

function anchorOf(filter: TraceFilter): number {
  const known = anchors.get(JSON.stringify(filter));
  return known !== undefined && Date.now() - known < anchorLasts ? known : renewAnchor(filter);
}

function renewAnchor(filter: TraceFilter): number {
  const now = Date.now();
  anchors.clear();
  anchors.set(JSON.stringify(filter), now);
  return now;
}
