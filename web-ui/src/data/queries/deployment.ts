import { useQuery } from "@tanstack/react-query";
import { limits, type Deployment, type Limits } from "sluice";

import { useWorkspace } from "../home.tsx";
import { keys } from "./keys.ts";

/** What every deployment allows unless it was set otherwise. */
const defaultLimits = Object.fromEntries(limits.map((limit) => [limit.name, limit.default])) as unknown as Limits;

/** What scripts find around them: limits, what they may fetch from, names of settings. Undefined until it is known. */
export function useDeployment(): Deployment | undefined {
  const workspace = useWorkspace();
  // It changes when somebody deploys anew.
  return useQuery({ queryKey: keys.deployment, queryFn: () => workspace.deployment(), staleTime: 300_000 }).data;
}

/** The limits in force; until they are known, those by default. */
export function useLimits(): Limits {
  return useDeployment()?.limits ?? defaultLimits;
}
