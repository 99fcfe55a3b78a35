import { SluiceError } from "./errors.ts";
import type { Records } from "./records.ts";

/** Plans never change, so that caches of the store may keep them; not longer, because they also keep "not found". */
const planMaxAgeMs = 300_000;

/** The text of the plan of `hash`, unchecked; null if there is none. Rejects as the store does. */
export async function readPlanJson(records: Records, hash: string): Promise<string | null> {
  const json = await records.store.get(records.key("plan", hash), { maxAgeMs: planMaxAgeMs });
  // Whatever a faulty store answers must not reach the engine.
  if (json !== null && typeof json !== "string") {
    throw new SluiceError("plan_invalid", `plan ${hash} is not a text in the store`);
  }
  return json;
}
