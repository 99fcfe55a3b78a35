import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "../home.tsx";
import type { PlaygroundWorkspace } from "../local/workspace.ts";

/** The workspace in this browser. Throws in another home. */
export function usePlayground(): PlaygroundWorkspace {
  const workspace = useWorkspace();
  if (workspace.home === "playground") return workspace as PlaygroundWorkspace;
  throw new Error("This screen is part of the playground only.");
}

/** Deletes everything that the playground keeps. */
export function useReset() {
  const playground = usePlayground();
  const client = useQueryClient();
  return useMutation({ mutationFn: () => playground.reset(), onSuccess: () => client.resetQueries() });
}
