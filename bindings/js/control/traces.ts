import * as z from "zod/mini";

import { check } from "../check-options.ts";
import { traceStoreOf } from "../traces.ts";
import type { Control } from "./api.ts";
import { scriptId, text, traceId, triggerName } from "./arguments.ts";
import { answered, type Desk } from "./desk.ts";

const time = z.number("must be a number, ms since the epoch");
const limitForm = "must be a whole number from 1 to 200";
const query = z.looseObject(
  {
    trigger: z.optional(triggerName),
    status: z.optional(z.enum(["success", "blocked", "error"], 'must be "success", "blocked" or "error"')),
    userId: z.optional(text(1_024, 1)),
    scriptId: z.optional(scriptId),
    from: z.optional(time),
    to: z.optional(time),
    cursor: z.optional(text(1_024, 1)),
    limit: z.optional(z.int(limitForm).check(z.minimum(1, limitForm), z.maximum(200, limitForm))),
  },
  "must be an object",
);

export function traceControl({ records }: Desk): Control["traces"] {
  return {
    list: (wanted = {}) =>
      answered(async () => {
        check(query, wanted, "query");
        return traceStoreOf(records).listTraces(wanted);
      }),
    get: (id) =>
      answered(async () => {
        check(traceId, id, "id");
        return traceStoreOf(records).getTraceWithSpans(id);
      }),
  };
}
