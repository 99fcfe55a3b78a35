/** A value that JSON can carry. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A JSON object. */
export type JsonObject = { [key: string]: JsonValue };

/** Whether `value` is an object in the sense of JSON: neither null nor an array. */
export function isJsonObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What `text` says; undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A caller's `value` as the text of a JSON object. Throws what `refused` makes of its fault. */
export function objectText(value: unknown, refused: (fault: string, cause?: unknown) => Error): string {
  if (!isJsonObject(value)) throw refused("must be an object");
  const text = stringify(value, refused);
  // A toJSON of the caller's can turn the object into anything.
  if (!text?.startsWith("{")) throw refused("must be an object in JSON");
  return text;
}

/** `value` as JSON that every reader takes. Throws as JSON.stringify does. */
export function jsonText(value: object): string {
  return wellFormed(JSON.stringify(value));
}

const escape = /\\(?:u[0-9a-f]{4}|[^u])/g;

/** Halves of surrogate pairs are no characters, and strict readers refuse them: they become U+FFFD. */
function wellFormed(text: string): string {
  if (!text.includes("\\ud")) return text;
  // JSON.stringify writes whole pairs as they are, so an escape of that range is always half a pair.
  return text.replace(escape, (found) => (found.startsWith("\\ud") ? "\\ufffd" : found));
}

function stringify(value: object, refused: (fault: string, cause?: unknown) => Error): string | undefined {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : wellFormed(text);
  } catch (error) {
    throw refused("has no JSON form", error);
  }
}
