/** Masks each of several texts. */
export type MaskTexts = (texts: readonly string[]) => readonly string[];

/**
 * `value`, plain data, with every text in it masked: names of members, strings, and numbers, of which those that are
 * masked become strings. `mask` is called once, with each text once.
 */
export function maskTexts<Value>(value: Value, mask: MaskTexts): { readonly value: Value; readonly changed: boolean } {
  const texts = [...collectTexts(value, new Set())];
  const masked = mask(texts);
  const changes = new Map(texts.map((text, index) => [text, masked[index] ?? ""] as const));
  for (const [text, mask] of changes) if (text === mask) changes.delete(text);
  return changes.size === 0 ? { value, changed: false } : { value: replaced(value, changes) as Value, changed: true };
}

function collectTexts(value: unknown, texts: Set<string>): Set<string> {
  if (typeof value === "string" || typeof value === "number") texts.add(String(value));
  if (typeof value !== "object" || value === null) return texts;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) texts.add(name);
    collectTexts(member, texts);
  }
  return texts;
}

function replaced(value: unknown, changes: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return changes.get(value) ?? value;
  if (typeof value === "number") return changes.get(String(value)) ?? value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, changes));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, member]) => [changes.get(name) ?? name, replaced(member, changes)]));
}
