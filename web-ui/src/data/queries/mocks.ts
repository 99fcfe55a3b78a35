import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FetchMock } from "sluice";

import { useWorkspace } from "../home.tsx";
import { keys } from "./keys.ts";

/** What services answer when something is tried out. Without an entry that fits, a request fails. */
export function useMocks() {
  const { mocks } = useWorkspace();
  return useQuery({ queryKey: keys.mocks, queryFn: () => mocks.list() });
}

/** Keeps the whole table; it shows at once. */
export function useSaveMocks() {
  const { mocks } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (table: readonly FetchMock[]) => mocks.save(table),
    onMutate: (table) => client.setQueryData(keys.mocks, table),
    onSettled: () => client.invalidateQueries({ queryKey: keys.mocks }),
    // One at a time, so that an older table never comes last.
    scope: { id: "mocks" },
  });
}
