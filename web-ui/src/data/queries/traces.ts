import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ActivityQuery, TraceQuery } from "sluice";

import { useWorkspace } from "../home.tsx";
import type { HandedSecrets, Recording } from "../workspace.ts";
import { keys } from "./keys.ts";

/** The part of a query that a person chooses. */
export type TraceFilter = Omit<TraceQuery, "cursor" | "limit">;

const pageSize = 200;
/** Asked for every few seconds: no more than what may have come in between. */
const livePageSize = 100;
const recentMs = 24 * 60 * 60 * 1_000;
const minuteMs = 60_000;

/** Traces that fit a filter, newest first, a page at a time: `data.pages[n].traces`. */
export function useTraces(filter: TraceFilter) {
  const { control } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.traces(filter),
    queryFn: ({ pageParam }) =>
      control.traces.list({ ...filter, limit: pageSize, ...(pageParam !== "" && { cursor: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: ({ cursor }) => cursor,
    placeholderData: keepPreviousData,
    // Asking again would ask for every page again; what is new comes by useLiveTraces.
    staleTime: Infinity,
    // Comparing a thousand pages with themselves whenever one is added takes longer than drawing them.
    structuralSharing: false,
  });
}

export interface LiveTracesOptions {
  readonly enabled: boolean;
  /** Default 2,000. */
  readonly everyMs?: number;
}

/** The newest traces that fit a filter, asked for again and again: what a live list adds at its top. */
export function useLiveTraces(filter: TraceFilter, { enabled, everyMs = 2_000 }: LiveTracesOptions) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: [...keys.traces(filter), "live"],
    queryFn: () => control.traces.list({ ...filter, limit: livePageSize }),
    enabled,
    refetchInterval: everyMs,
    staleTime: 0,
  });
}

/** A trace with its spans; null: it is not there, or no longer. Traces never change. */
export function useTrace(id: string) {
  const { control } = useWorkspace();
  return useQuery({ queryKey: keys.trace(id), queryFn: () => control.traces.get(id), staleTime: Infinity });
}

/** How runs ended over time, for charts. */
export function useActivity(query: ActivityQuery, options: { readonly everyMs?: number } = {}) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: keys.activity(query),
    queryFn: () => control.traces.activity(query),
    placeholderData: keepPreviousData,
    ...(options.everyMs !== undefined && { refetchInterval: options.everyMs }),
  });
}

/**
 * How runs ended in the last 24 hours, by trigger: `data.triggers[trigger]`. The p95 of the whole day is that of one
 * part: it does not follow from those of the hours.
 */
export function useRecentActivity(filter: Pick<ActivityQuery, "trigger"> = {}, parts = 24) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: [...keys.activity(filter), "recent", parts],
    queryFn: () => {
      const to = Date.now() + 1;
      return control.traces.activity({ ...filter, from: to - recentMs, to, parts });
    },
    refetchInterval: minuteMs,
  });
}

/** A trace as OTLP/JSON, to download. */
export function useOtlp() {
  const { control } = useWorkspace();
  return useMutation({ mutationFn: (id: string) => control.traces.otlp(id) });
}

/**
 * What was recorded of a trace, whole, or what of it is not there. It holds personal data, so that it is forgotten as soon as
 * nothing shows it. A worker notes who has read it.
 */
export function useRecording(id: string) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: keys.recording(id),
    queryFn: async (): Promise<Recording | "no journal" | "no plan"> => {
      const [journal, plan] = await Promise.all([control.journals.get(id), control.traces.plan(id)]);
      if (!journal) return "no journal";
      return plan ? { journal, plan } : "no plan";
    },
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** The recording as it was, run once more in this browser. */
export function useExactReplay(recording: Recording) {
  const workspace = useWorkspace();
  return useQuery({
    queryKey: keys.replayed(recording.journal.traceId),
    queryFn: () => workspace.replayRecording(recording),
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
    retry: false,
  });
}

/** Runs a recording with other scripts, or with values of secrets. */
export function useChangedReplay() {
  const workspace = useWorkspace();
  return useMutation({
    mutationFn: ({ recording, secrets }: { readonly recording: Recording; readonly secrets: HandedSecrets }) =>
      workspace.replayRecording(recording, secrets),
    gcTime: 0,
  });
}

/** Deletes the traces that are older than they are kept. With `more` in the answer there were too many for one time. */
export function useCleanup() {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => control.traces.cleanup(),
    onSettled: () => client.resetQueries({ queryKey: keys.traces() }),
  });
}

/** Deletes the traces of a user. With `more` in the answer there are more of them. */
export function useEraseUser() {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => control.traces.eraseUser(userId),
    onSettled: () => client.resetQueries({ queryKey: keys.traces() }),
  });
}
