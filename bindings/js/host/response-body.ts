import { EffectError } from "./effect.ts";

/**
 * Reads a response's body as UTF-8 text (invalid bytes become U+FFFD), at most `maxBytes` after decompression: the
 * stream is counted as it arrives and cut off, and nothing beyond that is ever kept.
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return "";
  if (Number(response.headers.get("content-length")) > maxBytes) {
    discardBody(response);
    throw tooLarge(maxBytes);
  }
  const reader = response.body.getReader();
  let body: Uint8Array = nothing;
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return utf8.decode(body.subarray(0, bytes));
    if (bytes + value.byteLength > maxBytes) {
      reader.cancel().catch(() => undefined);
      throw tooLarge(maxBytes);
    }
    body = appended(body, bytes, value, maxBytes);
    bytes += value.byteLength;
  }
}

const nothing = new Uint8Array();

// Decoding at the end and with one decoder: each of its own has a converter, which costs more than a small body.
const utf8 = new TextDecoder();

/**
 * The first `bytes` of `body`, followed by `chunk`. Most bodies are one chunk, which is not copied; many chunks of a
 * byte each do not become as many objects.
 */
function appended(body: Uint8Array, bytes: number, chunk: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes === 0) return chunk;
  const size = bytes + chunk.byteLength;
  const room = size <= body.byteLength ? body : new Uint8Array(Math.min(2 * size, maxBytes));
  if (room !== body) room.set(body.subarray(0, bytes));
  room.set(chunk, bytes);
  return room;
}

/** Lets go of a body nobody will read. */
export function discardBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

function tooLarge(maxBytes: number): EffectError {
  return new EffectError("fetch_failed", `the response body is larger than ${maxBytes} bytes (limit fetchBytes)`);
}
