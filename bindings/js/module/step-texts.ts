import type { EngineModule, Glue } from "./engine-module.ts";

/** `glue` with the texts of its steps read from its memory. */
export function withStepTexts<G extends Glue>(glue: G): G & EngineModule {
  const decoder = new TextDecoder();
  const textAt = (place: number): string => {
    const index = place >>> 2;
    const address = glue.HEAPU32[index]!;
    return decoder.decode(glue.HEAPU8.subarray(address, address + glue.HEAPU32[index + 1]!));
  };
  const steps: Pick<EngineModule, "start" | "advance"> = {
    start: (plan, contextJson, traceId, seed, now, userId, requestIp, trace, hold, profile) =>
      textAt(glue.start(plan, contextJson, traceId, seed, now, userId, requestIp, trace, hold, profile)),
    advance: (execution, repliesJson) => textAt(glue.advance(execution, repliesJson)),
  };
  return { ...glue, ...steps } as G & EngineModule;
}
