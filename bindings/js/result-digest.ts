import type { EndedStep, EngineInstance } from "./engine-instance.ts";

/** SHA-256 of what an execution came to, in hex: of its outcome and of what of its trace is equal on every host. */
export function resultDigest(instance: EngineInstance, { outcome, trace }: EndedStep): string {
  const canonical = trace ? instance.convertTrace("canonical", trace) : null;
  return instance.digest(JSON.stringify([outcome, canonical]));
}
