import * as z from "zod/mini";

import { check, requireOwnNames, sharedOptions, store, text } from "../check-options.ts";
import type { ControlOptions } from "./api.ts";

/** Who makes a change. */
export const actorName = text.check(
  z.minLength(1, "must not be empty"),
  z.maxLength(256, "must have at most 256 characters"),
);

const controlOptions = z.looseObject(
  {
    ...sharedOptions,
    store,
    actor: actorName,
  },
  "must be an object",
);

/** Throws `invalid_options` naming the first option that is wrong. */
export function checkControlOptions(options: ControlOptions): void {
  check(controlOptions, options);
  requireOwnNames(options.hooks ?? []);
}
