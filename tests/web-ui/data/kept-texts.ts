import type { KeptTexts } from "../../../web-ui/src/data/kept-value.ts";

export interface FakeTexts extends KeptTexts {
  readonly size: number;
}

/** A localStorage of a test's own; `isFull` refuses every write. */
export function keptTexts(entries: readonly (readonly [string, string])[] = [], { isFull = false } = {}): FakeTexts {
  const texts = new Map(entries);
  return {
    get size() {
      return texts.size;
    },
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => {
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      texts.set(name, text);
    },
    removeItem: (name) => void texts.delete(name),
  };
}
