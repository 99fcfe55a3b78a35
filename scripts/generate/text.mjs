// Small pieces of text that more than one generator needs.

export const NOTICE = "Generated from core/catalog by scripts/generate.mjs; do not edit.";

/** "before_signup" → "BeforeSignup", "scriptBytes" → "ScriptBytes". */
export function upperCamel(name) {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** A string literal that C++, TypeScript and JSON all read alike. The catalog's texts hold no control characters. */
export function quote(text) {
  return JSON.stringify(text);
}

/**
 * A type of the catalog taken apart: "string[]" is a list of "string", "map of string[]" a map of such lists, "map" a
 * map of anything. A list or map of X has the base X.
 */
export function parseType(type) {
  const map = type === "map" || type.startsWith("map of ");
  const element = map ? type.replace(/^map of /, "") : type;
  const list = element.endsWith("[]");
  return { map, list, base: list ? element.slice(0, -2) : element };
}
