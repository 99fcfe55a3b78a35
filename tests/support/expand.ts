import type { Json } from "./case.ts";

/**
 * Replaces generators, objects whose only key begins with "$", by what they stand for:
 *   {"$repeat": [text, n]}    text, n times
 *   {"$join": [text…]}        the texts one after another
 *   {"$list": [value, n]}     an array of n equal values
 *   {"$nest": [value, n]}     value inside n objects: {"in": {"in": value}}
 * They may be nested. An unknown generator throws: it is a typing mistake in a case.
 */
export function expand(value: Json): Json {
  if (Array.isArray(value)) return value.map(expand);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? ["", null];
  if (name.startsWith("$")) return generate(name, (argument as Json[]).map(expand));
  return Object.fromEntries(entries.map(([key, member]) => [key, expand(member)]));
}

function generate(name: string, values: Json[]): Json {
  const [first = null, count = 0] = values;
  switch (name) {
    case "$repeat":
      return String(first).repeat(Number(count));
    case "$join":
      return values.join("");
    case "$list":
      return Array.from({ length: Number(count) }, () => first);
    case "$nest":
      return Array.from({ length: Number(count) }).reduce<Json>((inner) => ({ in: inner }), first);
    default:
      throw new Error(`unknown generator ${name}`);
  }
}
