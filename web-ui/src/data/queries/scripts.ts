import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import type { SaveOptions, ScriptDraft, ScriptRecord } from "sluice";
import { useCallback, useMemo } from "react";

import { useWorkspace } from "../home.tsx";
import { scriptUsage, type ScriptUse } from "../script-usage.ts";
import { keys } from "./keys.ts";
import { usePipelines } from "./pipelines.ts";

/** All scripts by id, without their code. */
export function useScripts() {
  const { control } = useWorkspace();
  return useQuery({ queryKey: keys.scripts, queryFn: () => control.scripts.list() });
}

/** The newest version of a script; null: there is none of that id. */
export function useScript(id: string) {
  const { control } = useWorkspace();
  return useQuery({ queryKey: keys.script(id), queryFn: () => control.scripts.get(id) });
}

/** Several scripts by id, as far as they have been read and are there. */
export function useScriptRecords(ids: readonly string[]): ReadonlyMap<string, ScriptRecord> {
  const { control } = useWorkspace();
  const wanted = useMemo(() => [...new Set(ids)], [ids]);
  return useQueries({
    queries: wanted.map((id) => ({ queryKey: keys.script(id), queryFn: () => control.scripts.get(id) })),
    combine: recordsOf,
  });
}

function recordsOf(results: readonly { readonly data: ScriptRecord | null | undefined }[]) {
  return new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])));
}

/** Code of scripts by id as it was saved last, null where there is no such script; undefined until all were read. */
export function useScriptCodes(ids: readonly string[]): {
  readonly codes: ReadonlyMap<string, string | null> | undefined;
  /** Why one could not be read. */
  readonly error: Error | null;
} {
  const { control } = useWorkspace();
  const joined = ids.join(" ");
  const wanted = useMemo(() => [...new Set(joined.split(" ").filter((id) => id !== ""))], [joined]);
  const combine = useCallback(
    (results: readonly { readonly data: ScriptRecord | null | undefined; readonly error: Error | null }[]) => {
      const isRead = results.every(({ data }) => data !== undefined);
      const codes = isRead ? new Map(wanted.map((id, at) => [id, results[at]?.data?.code ?? null])) : undefined;
      return { codes, error: results.find(({ error }) => error !== null)?.error ?? null };
    },
    [wanted],
  );
  return useQueries({
    queries: wanted.map((id) => ({ queryKey: keys.script(id), queryFn: () => control.scripts.get(id) })),
    combine,
  });
}

/** What was saved under an id, newest first, a page at a time. */
export function useScriptVersions(id: string) {
  const { control } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.scriptVersions(id),
    queryFn: ({ pageParam }) => control.scripts.versions(id, pageParam === "" ? {} : { cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: ({ cursor }) => cursor,
  });
}

/** A script as it was saved once; nothing is asked for version 0. */
export function useScriptVersion(id: string, version: number) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: keys.scriptVersion(id, version),
    queryFn: () => control.scripts.version(id, version),
    enabled: version > 0,
    staleTime: Infinity,
  });
}

/** What changed from one version to another; nothing is asked while one of them is 0. */
export function useScriptDiff(id: string, from: number, to: number) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: keys.scriptDiff(id, from, to),
    queryFn: () => control.scripts.diff(id, from, to),
    enabled: from > 0 && to > 0,
    staleTime: Infinity,
  });
}

/** Which pipelines name a script, by its id. Empty until pipelines have been read. */
export function useScriptUsage(): ReadonlyMap<string, readonly ScriptUse[]> {
  const { data } = usePipelines();
  return useMemo(() => scriptUsage(data ?? []), [data]);
}

/** Why code does not compile. The last answer stays until the next is there. */
export function useCodeCheck(code: string) {
  const workspace = useWorkspace();
  return useQuery({
    queryKey: keys.code(code),
    queryFn: () => workspace.checkCode(code),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 30_000,
  });
}

export function useSaveScript() {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ script, ...options }: SaveOptions & { readonly script: ScriptDraft }) =>
      control.scripts.save(script, options),
    onSuccess: (saved) => client.setQueryData(keys.script(saved.id), saved),
    onSettled: (_saved, _error, { script }) => forgetScript(client, script.id),
  });
}

/** Saves what a version was as a new one; brings back a deleted script. */
export function useRestoreScript(id: string) {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, seen, ...options }: Omit<SaveOptions, "version"> & RestoreWish) =>
      control.scripts.restore(id, version, { ...options, ...(seen !== undefined && { version: seen }) }),
    onSuccess: (saved) => client.setQueryData(keys.script(id), saved),
    onSettled: () => forgetScript(client, id),
  });
}

interface RestoreWish {
  /** The version to bring back. */
  readonly version: number;
  /** The newest version that the person has seen. */
  readonly seen?: number;
}

/** Refused as a conflict, with all users as `problems`, while a pipeline names it. */
export function useDeleteScript(id: string) {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (options: SaveOptions) => control.scripts.delete(id, options),
    onSettled: () => forgetScript(client, id),
  });
}

/** A script's code is part of what makes drafts publishable. */
async function forgetScript(client: QueryClient, id: string): Promise<void> {
  const touched = [keys.scripts, keys.script(id), keys.scriptVersions(id), keys.pipelines, ["check"], keys.secrets];
  await Promise.all(touched.map((queryKey) => client.invalidateQueries({ queryKey })));
}
