import { cleanUpTraces } from "../cleanup.ts";
import { cleanedUp } from "../forms/traces.ts";
import { route, type Route } from "../http/route.ts";

/** For schedulers that call; on Workers, and in `sluice serve`, it runs by itself. */
function cleanup(id: string, path: string): Route {
  return route({
    id,
    method: "POST",
    path,
    role: "cron",
    tag: "Maintenance",
    summary: "Deletes the traces that are older than they are kept.",
    description:
      "The token may come as `x-rotation-secret`, too. With `more` there were too many for one time: ask again.",
    answer: { description: "What was deleted.", form: cleanedUp },
    handle: async ({ control }) => ({ success: true, ...(await cleanUpTraces(control)) }),
  });
}

export const cleanupRoutes: readonly Route[] = [
  cleanup("cleanUpTraces", "/v1/internal/cleanup"),
  cleanup("cleanUpTracesByOldName", "/api/internal/cleanup-traces"),
];
