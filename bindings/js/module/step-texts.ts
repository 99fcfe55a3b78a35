import type { EngineModule, Glue } from "./engine-module.ts";

/** `glue` with the texts of its steps, and of the calls that answer them, written to and read from its memory. */
export function withStepTexts<G extends Glue>(glue: G): G & EngineModule {
  const decoder = new TextDecoder();
  const put = (...texts: string[]): void => putTexts(glue, texts);
  const textAt = (place: number): string => {
    const index = place >>> 2;
    const address = glue.HEAPU32[index]!;
    return decoder.decode(glue.HEAPU8.subarray(address, address + glue.HEAPU32[index + 1]!));
  };
  const steps: Pick<EngineModule, "start" | "advance"> = {
    start: (plan, contextJson, traceId, seed, now, userId, requestIp, trace, hold, profile) => {
      put(contextJson, traceId, seed, userId, requestIp);
      return textAt(glue.start(plan, now, (trace ? 1 : 0) | (hold ? 2 : 0) | (profile ? 4 : 0)));
    },
    advance: (execution, repliesJson) => {
      put(repliesJson);
      return textAt(glue.advance(execution));
    },
  };
  return { ...glue, ...steps } as G & EngineModule;
}

const encoder = new TextEncoder();
const sizeBytes = 4;
const maxBytesOfUnit = 3;

function putTexts(glue: Glue, texts: readonly string[]): void {
  const units = texts.reduce((sum, { length }) => sum + length, 0);
  if (units > manyUnits)
    return putEncoded(
      glue,
      texts.map((text) => encoder.encode(text)),
    );
  const place = glue.roomFor(sizeBytes * texts.length + maxBytesOfUnit * units);
  // Looked at after the call, which may have made the memory grow.
  const { HEAPU8, HEAPU32 } = glue;
  let at = place + sizeBytes * texts.length;
  texts.forEach((text, index) => {
    const bytes = put(text, HEAPU8, at);
    HEAPU32[(place >>> 2) + index] = bytes;
    at += bytes;
  });
}

/** From here on a room for the most bytes there could be would be wasteful. */
const manyUnits = 32_768;

function putEncoded(glue: Glue, texts: readonly Uint8Array[]): void {
  const bytes = texts.reduce((sum, { length }) => sum + length, 0);
  const place = glue.roomFor(sizeBytes * texts.length + bytes);
  const { HEAPU8, HEAPU32 } = glue;
  let at = place + sizeBytes * texts.length;
  texts.forEach((text, index) => {
    HEAPU8.set(text, at);
    HEAPU32[(place >>> 2) + index] = text.length;
    at += text.length;
  });
}

/** Up to here a loop is quicker than the platform's encoder. */
const shortText = 64;

/** Writes `text` as UTF-8 and answers how many bytes it has. */
function put(text: string, memory: Uint8Array, at: number): number {
  if (text.length <= shortText && putAscii(text, memory, at)) return text.length;
  return encoder.encodeInto(text, memory.subarray(at, at + maxBytesOfUnit * text.length)).written;
}

/** False when `text` is more than ASCII. */
function putAscii(text: string, memory: Uint8Array, at: number): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) return false;
    memory[at + index] = unit;
  }
  return true;
}
