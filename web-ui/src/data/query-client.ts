import { QueryClient } from "@tanstack/react-query";

import { faultOf } from "./faults.ts";

const maxRetries = 2;

/**
 * A cache whose reads are tried again only where nobody can be reached: what was refused once is refused again. Changes
 * are never tried again by themselves.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < maxRetries && faultOf(error).kind === "unreachable",
        // A browser that believes to be offline still reaches its own playground, and a worker on this machine.
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
