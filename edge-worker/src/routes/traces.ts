import { Hono } from "hono";

import { onlyAllow } from "../allow.ts";
import { requireToken } from "../auth.ts";
import type { Env } from "../env.ts";
import { Problem } from "../problems.ts";
import type { OpenService } from "../service.ts";
import { traceQueryOf } from "../trace-query.ts";

/** GET / answers a page of `{traces, cursor?}`, newest first; GET /:id one whole trace. */
export function traceRoutes(open: OpenService): Hono<{ Bindings: Env }> {
  const routes = new Hono<{ Bindings: Env }>();
  routes.get("/", requireToken("SLUICE_READ_TOKEN"), async (context) => {
    const query = traceQueryOf(new URL(context.req.url).searchParams);
    const { traces } = await open(context.env);
    return context.json(await traces.list(query));
  });
  routes.get("/:id", requireToken("SLUICE_READ_TOKEN"), async (context) => {
    const id = context.req.param("id");
    const { traces } = await open(context.env);
    const trace = /^[0-9a-f]{32}$/.test(id) ? await traces.get(id) : null;
    if (!trace) throw Problem.http("not_found", { detail: "There is no trace of this id, or it is no longer kept." });
    return context.json(trace);
  });
  routes.all("/", onlyAllow("GET", "HEAD"));
  routes.all("/:id", onlyAllow("GET", "HEAD"));
  return routes;
}
