import { QueryClient } from "@tanstack/react-query";

/** A cache of what was read. What deserves another try, and how often, the workspace knows itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // A browser that believes to be offline still reaches its own playground, and a worker on this machine.
      queries: { staleTime: 5_000, retry: false, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
