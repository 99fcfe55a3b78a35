import { EffectError } from "./effect.ts";

/**
 * Reads a response's body as UTF-8 text (invalid bytes become U+FFFD), at most `maxBytes` after decompression: the
 * stream is counted as it arrives and cut off, never collected first.
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return "";
  if (Number(response.headers.get("content-length")) > maxBytes) {
    discardBody(response);
    throw tooLarge(maxBytes);
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      reader.cancel().catch(() => undefined);
      throw tooLarge(maxBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Lets go of a body nobody will read. */
export function discardBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

function tooLarge(maxBytes: number): EffectError {
  return new EffectError("fetch_failed", `the response body is larger than ${maxBytes} bytes (limit fetchBytes)`);
}
