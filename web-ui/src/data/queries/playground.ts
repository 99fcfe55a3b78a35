import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FetchMock } from "sluice";

import { useWorkspace } from "../home.tsx";
import type { PlaygroundWorkspace } from "../local/workspace.ts";
import { keys } from "./keys.ts";

/** The workspace in this browser. Throws in another home. */
export function usePlayground(): PlaygroundWorkspace {
  const workspace = useWorkspace();
  if (workspace.home === "playground") return workspace as PlaygroundWorkspace;
  throw new Error("This screen is part of the playground only.");
}

/** What services answer here. Without an entry that fits, a request fails. */
export function useMocks() {
  const { mocks } = usePlayground();
  return useQuery({ queryKey: keys.mocks, queryFn: () => mocks.list() });
}

/** Keeps the whole table; it shows at once. */
export function useSaveMocks() {
  const { mocks } = usePlayground();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (table: readonly FetchMock[]) => mocks.save(table),
    onMutate: (table) => client.setQueryData(keys.mocks, table),
    onSettled: () => client.invalidateQueries({ queryKey: keys.mocks }),
    // Typing fast must not let an older table win.
    scope: { id: "mocks" },
  });
}

/** Deletes everything that the playground keeps. */
export function useReset() {
  const playground = usePlayground();
  const client = useQueryClient();
  return useMutation({ mutationFn: () => playground.reset(), onSuccess: () => client.resetQueries() });
}
