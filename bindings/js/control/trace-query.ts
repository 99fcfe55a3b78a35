import * as z from "zod/mini";

import { limitUpTo, scriptId, text, triggerName } from "./arguments.ts";

const timeForm = "must be a number, ms since the epoch";
const time = z.number(timeForm).check(z.minimum(0, timeForm));

const filter = {
  trigger: z.optional(triggerName),
  status: z.optional(z.enum(["success", "blocked", "error"], 'must be "success", "blocked" or "error"')),
  userId: z.optional(text(1_024, 1)),
  scriptId: z.optional(scriptId),
};

export const traceQuery = z.looseObject(
  {
    ...filter,
    from: z.optional(time),
    to: z.optional(time),
    cursor: z.optional(text(1_024, 1)),
    limit: z.optional(limitUpTo(200)),
  },
  "must be an object",
);

export const activityQuery = z.looseObject(
  { ...filter, from: time, to: time, parts: limitUpTo(200) },
  "must be an object",
);
