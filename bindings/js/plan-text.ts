import { SluiceError } from "./errors.ts";
import type { Limits } from "./generated/catalog.ts";
import { isJsonObject, objectText } from "./json.ts";
import { lowered } from "./limits.ts";
import type { Plan } from "./plan.ts";

/** A caller's plan as JSON text, its limits lowered. Throws `invalid_plan`; what is inside is for the core to check. */
export function planText(plan: Plan, limits: Readonly<Partial<Limits>> | undefined): string {
  const text = objectText(plan, (fault, cause) => invalidPlan("plan", fault, cause));
  return limits === undefined ? text : lowerLimits(text, limits);
}

function lowerLimits(text: string, limits: Readonly<Partial<Limits>>): string {
  // What the text says, and not the caller's object: that may say something else when it is asked again.
  const plan = JSON.parse(text) as { limits?: unknown };
  const own = plan.limits ?? {};
  if (!isJsonObject(own)) throw invalidPlan("limits", "must be an object");
  for (const [name, limit] of Object.entries(own)) {
    // Lowering would turn it into a number, and the core could not refuse it any longer.
    if (!Number.isInteger(limit)) throw invalidPlan(`limits.${name}`, "must be a whole number");
  }
  return JSON.stringify({ ...plan, limits: lowered({ ...limits, ...own }, limits) });
}

function invalidPlan(field: string, fault: string, cause?: unknown): SluiceError {
  return new SluiceError("invalid_plan", `${field} ${fault}`, { field, cause });
}
