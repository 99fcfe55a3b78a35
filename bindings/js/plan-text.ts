import { SluiceError } from "./errors.ts";
import type { Limits } from "./generated/catalog.ts";
import { isJsonObject } from "./json.ts";
import { lowered } from "./limits.ts";
import type { Plan } from "./plan.ts";

/** A caller's plan as JSON text, its limits lowered. Throws `invalid_plan`; what is inside is for the core to check. */
export function planText(plan: Plan, limits: Readonly<Partial<Limits>> | undefined): string {
  if (!isJsonObject(plan)) throw invalidPlan("plan", "must be an object");
  if (limits === undefined) return stringify(plan);
  if (plan.limits !== undefined && !isJsonObject(plan.limits)) throw invalidPlan("limits", "must be an object");
  return stringify({ ...plan, limits: lowered({ ...limits, ...plan.limits }, limits) });
}

function stringify(plan: object): string {
  try {
    return JSON.stringify(plan);
  } catch (error) {
    throw invalidPlan("plan", "has no JSON form", error);
  }
}

function invalidPlan(field: string, fault: string, cause?: unknown): SluiceError {
  return new SluiceError("invalid_plan", `${field} ${fault}`, { field, cause });
}
