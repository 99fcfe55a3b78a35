import { Hono } from "hono";
import { depthHeader, depthOf, hooks, type RunMeta } from "sluice";

import { onlyAllow } from "../allow.ts";
import { requireToken } from "../auth.ts";
import type { Env } from "../env.ts";
import type { OpenService } from "../service.ts";
import { acceptJson, readTriggerRequest } from "../trigger-request.ts";

/**
 * POST /:trigger runs what is published for the trigger and answers 200 with the outcome, allow or deny, also for
 * failures of scripts and of the store. Only what the caller did wrong is a problem document.
 *
 * Hooks of mode async are run before the answer like the others, unless the caller sends `Prefer: respond-async`: then
 * the answer is 202 at once, without an outcome, and a context that does not fit its hook shows in the log only.
 */
export function triggerRoutes(open: OpenService): Hono<{ Bindings: Env }> {
  const routes = new Hono<{ Bindings: Env }>();
  routes.post("/:trigger", requireToken("SLUICE_TRIGGER_TOKEN"), ...acceptJson, async (context) => {
    const { context: input, ...caller } = await readTriggerRequest(context.req);
    const { engine } = await open(context.env);
    const trigger = context.req.param("trigger");
    const depth = depthOf(context.req.header(depthHeader));
    const meta: RunMeta = { ...caller, depth, waitUntil: (work) => context.executionCtx.waitUntil(work) };
    if (isAsync(trigger) && prefersNoWait(context.req.header("Prefer"))) {
      engine.dispatch(trigger, input, meta);
      return context.body(null, 202, { "Preference-Applied": "respond-async" });
    }
    return context.json(await engine.run(trigger, input, meta));
  });
  routes.all("/:trigger", onlyAllow("POST"));
  return routes;
}

function isAsync(trigger: string): boolean {
  return hooks.some(({ name, mode }) => name === trigger && mode === "async");
}

function prefersNoWait(header = ""): boolean {
  return header.split(",").some((preference) => preference.split(";", 1)[0]!.trim().toLowerCase() === "respond-async");
}
