import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { PipelineDraft } from "sluice";

import { useWorkspace } from "../home.tsx";
import type { RunRequest, Trial } from "../workspace.ts";
import { keys } from "./keys.ts";

/** Runs what is published for a trigger, with all its effects. */
export function useRun(trigger: string) {
  const workspace = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: RunRequest) => workspace.run(trigger, request),
    onSuccess: async ({ trace }) => {
      if (trace) client.setQueryData(keys.trace(trace.id), trace);
      const touched = [keys.traces(), keys.activity(), keys.health(trigger)];
      await Promise.all(touched.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

/** Runs a pipeline, or the saved draft of the trigger when none is given, without any effect. */
export function useDryRun(trigger: string) {
  const { control } = useWorkspace();
  return useMutation({
    mutationFn: ({ pipeline, context, ...options }: Trial & { readonly pipeline?: PipelineDraft }) =>
      control.pipelines.dryRun(pipeline ?? trigger, context, options),
  });
}
