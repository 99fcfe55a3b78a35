import { Hono, type Context } from "hono";

import type { Env } from "./env.ts";
import { cors } from "./http/cors.ts";
import type { ClientAddress } from "./http/gate.ts";
import { mount } from "./http/mount.ts";
import { requestId } from "./http/request-id.ts";
import { isApi, secureHeaders } from "./http/secure-headers.ts";
import { Problem } from "./problems.ts";
import { routes } from "./routes/index.ts";
import type { OpenService } from "./service.ts";

/** What the place where the app runs has to say. */
export interface Host {
  /** Called for each request; makes the service once. */
  readonly open: OpenService;
  readonly clientAddress: ClientAddress;
  /** The web UI's file of an address; undefined where there is no UI. */
  readonly asset: (request: Request, env: Env) => Promise<Response | undefined> | undefined;
}

/**
 * The HTTP API under /v1, and the web UI beside it. Every answer of the API that is no success is a problem document.
 */
export function createApp(host: Host): Hono<{ Bindings: Env }> {
  const open: OpenService = (env) => host.open(env).catch(refuseSettings);
  const app = new Hono<{ Bindings: Env }>();
  app.use(requestId, secureHeaders, cors);
  mount(app, routes, { open, clientAddress: host.clientAddress });
  app.get("*", async (context, next) => {
    const answer = isApi(context.req.path) ? undefined : await host.asset(context.req.raw, context.env);
    return answer && isWhole(context.req.path, answer) ? withCaching(context.req.path, answer) : next();
  });
  app.notFound((context) => Problem.http("no_route").toResponse(context.get("requestId")));
  app.onError((error, context) => answerError(error, context));
  return app;
}

/** Files whose name has a hash of what is in them. */
function isHashed(path: string): boolean {
  return path.startsWith("/assets/");
}

/** Whether an answer is what was asked for: a host may answer with the page where a file of an older build is gone. */
function isWhole(path: string, answer: Response): boolean {
  return !(isHashed(path) && answer.headers.get("Content-Type")?.startsWith("text/html"));
}

/** A hashed file never changes; every other is asked about each time, so that a new deployment is seen at once. */
function withCaching(path: string, answer: Response): Response {
  // What a binding answers cannot be changed.
  const response = new Response(answer.body, answer);
  response.headers.set("Cache-Control", isHashed(path) ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

function answerError(error: Error, context: Context): Response {
  const problem = Problem.from(error);
  const id = context.get("requestId");
  if (problem.status >= 500 && problem.code !== "not_configured") console.error(`sluice: request ${id} failed`, error);
  return problem.toResponse(id);
}

function refuseSettings(error: unknown): never {
  console.error("sluice: requests are refused: the service could not be opened", error);
  throw Problem.http("not_configured", { detail: "The service's log says which." });
}
