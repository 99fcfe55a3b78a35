import { Hono } from "hono";
import type { Plan } from "sluice";
import about from "sluice/package.json" with { type: "json" };

import { onlyAllow } from "../allow.ts";
import { tokenFault } from "../auth.ts";
import type { Env } from "../env.ts";
import type { OpenService, Service } from "../service.ts";

const probe: Plan = { trigger: "health", mode: "blocking", layers: [[{ id: "probe", code: "return {}" }]] };

/**
 * GET / answers 200 when the worker can do its work: its settings fit and the engine runs a script. 503 names what is
 * missing. Needs no token, tells no value of a setting, and leaves the store alone, so that asking costs nothing.
 */
export function healthRoutes(open: OpenService): Hono<{ Bindings: Env }> {
  const routes = new Hono<{ Bindings: Env }>();
  routes.get("/", async (context) => {
    const engine = await open(context.env).then(probeEngine, engineFault);
    const faults = [
      tokenFault(context.env, "SLUICE_TRIGGER_TOKEN"),
      tokenFault(context.env, "SLUICE_READ_TOKEN"),
      engine.fault,
    ].filter((fault) => fault !== undefined);
    const { version } = about;
    const { engineHash } = engine;
    if (faults.length > 0) return context.json({ ready: false, version, faults }, 503);
    return context.json({ ready: true, version, engineHash });
  });
  routes.all("/", onlyAllow("GET", "HEAD"));
  return routes;
}

interface EngineHealth {
  readonly engineHash?: string;
  readonly fault?: string;
}

async function probeEngine({ engine }: Service): Promise<EngineHealth> {
  try {
    const { outcome, trace } = await engine.execute(probe, {});
    return outcome.allowed && trace
      ? { engineHash: trace.engineHash }
      : { fault: "the engine does not run scripts" };
  } catch (error) {
    return engineFault(error);
  }
}

function engineFault(error: unknown): EngineHealth {
  console.error("sluice: not ready: the engine could not be opened", error);
  return { fault: "the engine could not be opened; the worker's log says why" };
}
