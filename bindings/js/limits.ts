import type { LimitName, Limits } from "./generated/catalog.ts";
import { limitTable } from "./generated/tables.ts";

/** The limits in force when `changes` are made to the defaults. */
export function deploymentLimits(changes: Readonly<Partial<Limits>> = {}): Limits {
  const defaults = Object.entries(limitTable).map(([name, limit]) => [name, limit.default]);
  return { ...(Object.fromEntries(defaults) as Limits), ...changes };
}

/** The highest value that a deployment may give a limit. */
export function ceilingOf(name: LimitName): number {
  return limitTable[name].ceiling;
}

/** `limits`, with what is lower in `lower` taken from there. */
export function lowered<L extends Readonly<Partial<Limits>>>(limits: L, lower: Readonly<Partial<Limits>>): L {
  const changes = Object.entries(lower).map(([name, value]) => {
    return [name, Math.min(value, limits[name as LimitName] ?? value)];
  });
  return { ...limits, ...Object.fromEntries(changes) };
}
