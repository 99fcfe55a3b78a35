import { useQuery } from "@tanstack/react-query";
import type { TraceQuery } from "sluice";

import { useWorkspace } from "../../data/home.tsx";
import { counted } from "../../ui/format.ts";

const mostCounted = 200;

/** How many traces a deletion would concern, in words: counted up to what one page holds. "" while it is not known. */
export function useConcerned(query: TraceQuery | undefined): { readonly text: string } {
  const { control } = useWorkspace();
  const { data } = useQuery({
    queryKey: ["traces", "concerned", query],
    queryFn: () => control.traces.list({ ...query, limit: mostCounted }),
    enabled: query !== undefined,
    staleTime: 0,
  });
  if (!data) return { text: "" };
  const count = data.traces.length;
  const isMore = data.cursor !== undefined;
  if (count === 0)
    return { text: isMore ? "None among the newest; older ones were not looked at." : "There are none." };
  return { text: `That is ${counted(count, "trace")}${isMore ? " or more" : ""}.` };
}
