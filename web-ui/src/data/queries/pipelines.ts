import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import type { HealthOptions, PipelineDraft, PointerOptions, PublishOptions, RollbackOptions } from "sluice";
import { useMemo } from "react";

import { useWorkspace } from "../home.tsx";
import { hooksWith, knownHooks } from "../hooks.ts";
import type { HookDescription } from "../workspace.ts";
import { keys } from "./keys.ts";

const watchEveryMs = 15_000;

/** Every trigger with a draft, or with something published, by name. */
export function usePipelines() {
  const { control } = useWorkspace();
  return useQuery({ queryKey: keys.pipelines, queryFn: () => control.pipelines.list(), refetchInterval: watchEveryMs });
}

/** The hooks of the catalog, and custom ones as soon as it is known that they have a pipeline. */
export function useHooks(): readonly HookDescription[] {
  const { data } = usePipelines();
  return useMemo(() => (data ? hooksWith(data) : knownHooks), [data]);
}

/** What speaks against publishing a pipeline as it is on the screen. The last answer stays until the next is there. */
export function useCheck(pipeline: PipelineDraft | undefined) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: keys.check(pipeline?.trigger ?? "", pipeline),
    queryFn: () => control.pipelines.check(pipeline!),
    enabled: pipeline !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

/** What was published for a trigger, newest first, a page at a time; nothing is asked for the trigger "". */
export function useVersions(trigger: string) {
  const { control } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.versions(trigger),
    queryFn: ({ pageParam }) => control.pipelines.versions(trigger, pageParam === "" ? {} : { cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: ({ cursor }) => cursor,
    enabled: trigger !== "",
  });
}

/** What version `to` has otherwise than version `from`; nothing is asked while one of them is 0. */
export function usePipelineDiff(trigger: string, from: number, to: number) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: keys.pipelineDiff(trigger, from, to),
    queryFn: () => control.pipelines.diff(trigger, from, to),
    enabled: from > 0 && to > 0,
    staleTime: Infinity,
  });
}

/** How the runs of a trigger ended since its last publish. */
export function useHealth(trigger: string, options: HealthOptions = {}) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: [...keys.health(trigger), options],
    queryFn: () => control.pipelines.health(trigger, options),
    refetchInterval: watchEveryMs,
  });
}

/** Publishes a pipeline, or the saved draft of the trigger when none is given. */
export function usePublish(trigger: string) {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ pipeline, ...options }: PublishOptions & { readonly pipeline?: PipelineDraft }) =>
      control.pipelines.publish(pipeline ?? trigger, options),
    onSettled: () => forgetPublished(client, trigger),
  });
}

export function useRollback(trigger: string) {
  return useMove(trigger, (control, options: RollbackOptions) => control.rollback(trigger, options));
}

export function useEnable(trigger: string) {
  return useMove(trigger, (control, options: PointerOptions) => control.enable(trigger, options));
}

export function useDisable(trigger: string) {
  return useMove(trigger, (control, options: PointerOptions) => control.disable(trigger, options));
}

type Pipelines = ReturnType<typeof useWorkspace>["control"]["pipelines"];

function useMove<Options extends PointerOptions, Result>(
  trigger: string,
  move: (pipelines: Pipelines, options: Options) => Promise<Result>,
) {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (options: Options) => move(control.pipelines, options),
    onSettled: () => forgetPublished(client, trigger),
  });
}

async function forgetPublished(client: QueryClient, trigger: string): Promise<void> {
  const touched = [keys.pipelines, keys.draft(trigger), keys.versions(trigger), keys.health(trigger), keys.audit()];
  await Promise.all(touched.map((queryKey) => client.invalidateQueries({ queryKey })));
}
