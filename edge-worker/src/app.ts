import { Hono } from "hono";

import type { Env } from "./env.ts";
import { Problem } from "./problems.ts";
import { healthRoutes } from "./routes/health.ts";
import { traceRoutes } from "./routes/traces.ts";
import { triggerRoutes } from "./routes/triggers.ts";
import { secureHeaders } from "./secure-headers.ts";
import type { OpenService } from "./service.ts";

/** The HTTP API under /v1. Every answer that is no success is a problem document, whatever was asked. */
export function createApp(open: OpenService): Hono<{ Bindings: Env }> {
  const openForRequest: OpenService = (env) => open(env).catch(refuseSettings);
  const app = new Hono<{ Bindings: Env }>();
  app.use(secureHeaders);
  app.route("/v1/triggers", triggerRoutes(openForRequest));
  app.route("/v1/traces", traceRoutes(openForRequest));
  app.route("/v1/health", healthRoutes(open));
  app.notFound(() => Problem.http("not_found").toResponse());
  app.onError((error) => {
    const problem = Problem.from(error);
    if (problem.status >= 500 && error !== problem) console.error("sluice: a request failed", error);
    return problem.toResponse();
  });
  return app;
}

function refuseSettings(error: unknown): never {
  console.error("sluice: requests are refused: the engine could not be opened", error);
  throw Problem.http("not_configured", { detail: "The worker's log says which." });
}
