/** Two digits for each byte. */
const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Drawn ahead: one call of the platform's source costs more than all else that an execution needs ids for. */
const pool = new Uint8Array(8192);
let next = pool.length;

/** `bytes` random bytes, at most 8192, as lower-case hex digits, from the platform's secure source. */
export function randomHex(bytes: number): string {
  if (next + bytes > pool.length) {
    crypto.getRandomValues(pool);
    next = 0;
  }
  let text = "";
  for (const end = next + bytes; next < end; next++) text += digits[pool[next]!];
  return text;
}
