import type { Replayed } from "sluice";
import * as z from "zod/mini";

import { optional, words } from "./common.ts";
import { named } from "./named.ts";
import { json, outcome, trace } from "./traces.ts";

/** Its members are the engine's own business: it is for `replay`. */
export const journal = named("Journal", json);

export const replayed = named(
  "Replayed",
  z.object({
    outcome,
    trace: optional(trace),
    exact: z.boolean(),
    reasons: z.array(words),
  }) satisfies z.ZodMiniType<Replayed>,
);
