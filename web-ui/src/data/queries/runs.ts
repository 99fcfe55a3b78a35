import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { JsonObject, Plan } from "sluice";

import { useWorkspace } from "../home.tsx";
import type { RunRequest, TrialTools } from "../workspace.ts";
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

/** Runs a plan as it is edited in this browser, without any effect. */
export function useTryPlan() {
  const workspace = useWorkspace();
  return useMutation({
    mutationFn: ({ plan, context, tools }: PlanTrial) => workspace.tryPlan(plan, context, tools),
    // The values of secrets are among the variables, which the cache would keep.
    gcTime: 0,
  });
}

export interface PlanTrial {
  readonly plan: Plan;
  readonly context: JsonObject;
  readonly tools: TrialTools;
}
