import { createAuthEndpoint } from "@better-auth/core/api";
import { APIError } from "@better-auth/core/error";
import { sessionMiddleware } from "better-auth/api";
import * as z from "zod";

import { SluiceError } from "../errors.ts";
import type { TriggerName } from "../generated/catalog.ts";
import type { Outcome } from "../outcome.ts";
import type { TracePage, TraceQuery, TraceRow } from "../stores/trace-store.ts";
import { signedIn } from "./auth-call.ts";
import { actor } from "./contexts.ts";
import type { LaneTools } from "./lane.ts";
import type { TraceLister } from "./options.ts";

const triggerCall = z.object({ trigger: z.string(), context: z.record(z.string(), z.unknown()) });
const traceQuery = z.object({
  cursor: z.string().max(1_024).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

/** The path of `listTraces`. */
export const listTracesPath = "/sluice/list-traces";

export function sluiceEndpoints({ runner, parts, options }: LaneTools) {
  return {
    /**
     * `auth.api.runTrigger({ body: { trigger, context }, headers })`: asks the pipeline of a decision that is the
     * application's own, with `actor` and `request` as hooks have them. Not reachable over HTTP. Never rejects for
     * what a pipeline does.
     */
    runTrigger: createAuthEndpoint.serverOnly(
      { method: "POST", body: triggerCall },
      async (call): Promise<Outcome> => {
        const { trigger, context } = call.body;
        // An engine has hooks of its own beside the catalog's, and says which it does not know.
        return runner.outcome(trigger as TriggerName, call, async () => ({
          ...context,
          actor: actor(await signedIn(call)),
          request: parts.request(call),
        }));
      },
    ),
    /** `GET /sluice/list-traces`: what ran for the signed-in user, without what was in it. */
    listTraces: createAuthEndpoint(
      listTracesPath,
      {
        method: "GET",
        query: traceQuery,
        use: [sessionMiddleware],
        metadata: { openapi: { description: "Lists what pipelines decided about the signed-in user" } },
      },
      async (call): Promise<{ traces: TraceRow[]; cursor?: string }> => {
        if (!options.traces) throw new APIError("NOT_FOUND");
        const { cursor, limit } = call.query;
        const page = await listed(options.traces, {
          userId: call.context.session.user.id,
          ...(cursor !== undefined && { cursor }),
          ...(limit !== undefined && { limit }),
        });
        const traces = page.traces.map(({ id, trigger, status, startedAt, durationMs }) => {
          return { id, trigger, status, startedAt, durationMs };
        });
        return { traces, ...(page.cursor !== undefined && { cursor: page.cursor }) };
      },
    ),
  };
}

async function listed(lister: TraceLister, query: TraceQuery): Promise<TracePage> {
  try {
    return await lister.list(query);
  } catch (error) {
    const isCursors = error instanceof SluiceError && error.field === "query.cursor";
    throw isCursors ? new APIError("BAD_REQUEST", { message: "The cursor is not one of this list." }) : error;
  }
}
