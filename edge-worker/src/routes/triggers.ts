import { depthHeader, depthOf, hooks, type RunMeta } from "sluice";
import { jsonObject, text, triggerName } from "sluice/forms";
import * as z from "zod/mini";

import { named } from "../forms/named.ts";
import { outcome } from "../forms/traces.ts";
import { route, type Route } from "../http/route.ts";

// Clients that serialise what they have not send null.
const callerText = z.exactOptional(z.nullable(text(256, 1)));

const triggerCall = named(
  "TriggerCall",
  z.strictObject({ context: jsonObject(), userId: callerText, requestIp: callerText }, "must be an object"),
);

export const triggerRoutes: readonly Route[] = [
  route({
    id: "runTrigger",
    method: "POST",
    path: "/v1/triggers/{trigger}",
    role: "trigger",
    tag: "Triggers",
    summary: "Runs what is published for a trigger.",
    description:
      "The answer is 200 with the outcome, whether that is an allow or a deny, and also when a script failed or the " +
      "store did not answer. Hooks of mode async are run before the answer too; with `Prefer: respond-async` they " +
      "are answered 202 at once, and a mistake in the context shows in the log only.",
    params: { trigger: triggerName },
    body: triggerCall,
    answer: { description: "The outcome.", form: outcome },
    alsoAnswers: { 202: { description: "It runs after this answer, as was preferred." } },
    handle: async ({ params: { trigger }, body, header, open, waitUntil }) => {
      const { context, userId, requestIp } = body;
      const meta: RunMeta = {
        ...(userId != null && { userId }),
        ...(requestIp != null && { requestIp }),
        depth: depthOf(header(depthHeader)),
        waitUntil,
      };
      const engine = (await open()).engine();
      if (!isAsync(trigger) || !prefersNoWait(header("Prefer"))) return engine.run(trigger, context, meta);
      engine.dispatch(trigger, context, meta);
      return new Response(null, { status: 202, headers: { "Preference-Applied": "respond-async" } });
    },
  }),
];

function isAsync(trigger: string): boolean {
  return hooks.some(({ name, mode }) => name === trigger && mode === "async");
}

function prefersNoWait(header = ""): boolean {
  return header.split(",").some((preference) => preference.split(";", 1)[0]!.trim().toLowerCase() === "respond-async");
}
