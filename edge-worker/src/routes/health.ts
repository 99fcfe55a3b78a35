import { traceRetentionMs, type Plan } from "sluice";
import about from "sluice/package.json" with { type: "json" };

import { health } from "../forms/service.ts";
import { route, type Call, type Route } from "../http/route.ts";
import { Problem } from "../problems.ts";
import { closedRoles, tokenFaults } from "../tokens.ts";

const dayMs = 24 * 60 * 60 * 1_000;
const probe: Plan = { trigger: "health", mode: "blocking", layers: [[{ id: "probe", code: "return {}" }]] };

export const healthRoutes: readonly Route[] = [
  route({
    id: "getHealth",
    method: "GET",
    path: "/v1/health",
    role: null,
    tag: "Maintenance",
    summary: "Whether the service can do its work.",
    description:
      "200 when the engine runs a script and there is a token for triggers; 503 says in `faults` what is missing. " +
      "`closedRoles` are those that no token has, `traceRetentionDays` is how long traces are kept. It leaves the " +
      "store alone, so that asking costs nothing.",
    answer: { description: "It can.", form: health },
    alsoAnswers: { 503: { description: "It cannot.", form: health } },
    handle: async ({ env, open }) => {
      const engine = await probeEngine(open);
      const closed = closedRoles(env);
      const ready = engine.fault === undefined && !closed.includes("trigger");
      const faults = [...(engine.fault === undefined ? [] : [engine.fault]), ...tokenFaults(env)];
      const { version } = about;
      const report = {
        ready,
        version,
        ...(engine.hash !== undefined && { engineHash: engine.hash }),
        faults,
        closedRoles: closed,
        traceRetentionDays: traceRetentionMs / dayMs,
      };
      return ready ? report : Response.json(report, { status: 503 });
    },
  }),
];

interface EngineHealth {
  readonly hash?: string;
  readonly fault?: string;
}

async function probeEngine(open: Call["open"]): Promise<EngineHealth> {
  try {
    const { outcome, trace } = await (await open()).engine().execute(probe, {});
    return outcome.allowed && trace ? { hash: trace.engineHash } : { fault: "The engine does not run scripts." };
  } catch (error) {
    console.error("sluice: not ready: the engine could not be used", error);
    return {
      fault: error instanceof Problem ? error.message : "The engine could not be used; the service's log says why.",
    };
  }
}
