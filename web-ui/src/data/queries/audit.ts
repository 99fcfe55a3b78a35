import { useInfiniteQuery } from "@tanstack/react-query";

import { useWorkspace } from "../home.tsx";
import { keys } from "./keys.ts";

/** Who changed what, newest first; of one target, as `pipeline:before_signup`, or of all. */
export function useAudit(target?: string) {
  const { control } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.audit(target),
    queryFn: ({ pageParam }) =>
      control.audit.list({
        ...(target !== undefined && { target }),
        ...(pageParam !== "" && { cursor: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: ({ cursor }) => cursor,
  });
}
