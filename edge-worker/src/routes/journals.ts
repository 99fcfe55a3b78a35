import type { Plan } from "sluice";
import { jsonObject, lowerLimits, secrets, traceId } from "sluice/forms";
import * as z from "zod/mini";

import { journal, replayed } from "../forms/journals.ts";
import { route, type Route } from "../http/route.ts";

const common = { role: "replay", tag: "Journals", params: { id: traceId } } as const;

/** Both read a journal, which the audit log tells of. */
export const journalRoutes: readonly Route[] = [
  route({
    ...common,
    id: "getJournal",
    method: "GET",
    path: "/v1/journals/{id}",
    summary:
      "What was recorded of an execution, under the id of its trace: the whole context, and what services answered.",
    answer: { description: "The journal.", form: journal },
    handle: ({ control, params: { id } }) => control.journals.get(id),
  }),
  route({
    ...common,
    id: "replayJournal",
    method: "POST",
    path: "/v1/journals/{id}/replay",
    summary: "Runs a recorded execution again, without calling anything.",
    description:
      "With a `plan` it tells what that would have decided. A request that was not recorded is answered with an " +
      "error; secrets have stand-ins unless they are given.",
    body: z.strictObject(
      {
        plan: z.exactOptional(jsonObject<Plan>("must be a plan")),
        limits: z.exactOptional(lowerLimits),
        secrets: z.exactOptional(secrets),
      },
      "must be an object",
    ),
    answer: { description: "How it ended, and whether that is exactly as it did.", form: replayed },
    alsoAnswers: { 422: { description: "It cannot be replayed." } },
    handle: async ({ control, params: { id }, body, open }) => {
      const found = await control.journals.get(id);
      return found && (await open()).engine().replay(found, body);
    },
  }),
];
