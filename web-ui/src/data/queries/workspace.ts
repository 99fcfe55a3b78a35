import { useQuery } from "@tanstack/react-query";

import { useWorkspace } from "../home.tsx";
import type { Role } from "../workspace.ts";
import { keys } from "./keys.ts";

/** What this is a workspace of, and what the person may do in it. */
export function useInfo() {
  const workspace = useWorkspace();
  return useQuery({ queryKey: keys.info, queryFn: () => workspace.info(), staleTime: 60_000 });
}

/** Whether the person may do this. Until it is known: yes, and a refusal says otherwise. */
export function useCan(role: Role): boolean {
  return useInfo().data?.can.includes(role) ?? true;
}

/** How long traces are kept, as in "30 days"; undefined until it is known. */
export function useRetention(): string | undefined {
  const days = useInfo().data?.traceRetentionDays;
  return days === undefined ? undefined : days === 1 ? "1 day" : `${days} days`;
}

/** What the engine has counted. */
export function useStats() {
  const workspace = useWorkspace();
  return useQuery({ queryKey: keys.stats, queryFn: () => workspace.stats(), refetchInterval: 10_000 });
}
