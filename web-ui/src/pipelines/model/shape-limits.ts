import { limits, type LimitName } from "sluice";

import type { ShapeLimits } from "./draft.ts";

/** What every deployment allows unless it was set otherwise; a plan cannot change these two. */
export const shapeLimits: ShapeLimits = {
  layers: defaultOf("layers"),
  scriptsPerLayer: defaultOf("scriptsPerLayer"),
};

function defaultOf(name: LimitName): number {
  const limit = limits.find((one) => one.name === name);
  if (!limit) throw new Error(`The catalog has no limit ${name}.`);
  return limit.default;
}
