/** The part of `localStorage` that is needed. */
export type KeptTexts = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A value that survives a reload in this browser, where it has room for it. */
export class KeptValue<T> {
  readonly #key: string;
  readonly #texts: KeptTexts | undefined;
  readonly #maxCharacters: number;

  /** `texts`: default `localStorage`, where there is one. What is larger than `maxCharacters` as JSON is not kept. */
  constructor(key: string, texts: KeptTexts | undefined = globalThis.localStorage, maxCharacters = Infinity) {
    this.#key = key;
    this.#texts = texts;
    this.#maxCharacters = maxCharacters;
  }

  get(): T | undefined {
    const text = this.#texts?.getItem(this.#key);
    return text ? (JSON.parse(text) as T) : undefined;
  }

  set(value: T): void {
    const text = JSON.stringify(value);
    try {
      if (text.length > this.#maxCharacters) this.remove();
      else this.#texts?.setItem(this.#key, text);
    } catch {
      // A full or forbidden localStorage costs what a reload would lose.
    }
  }

  remove(): void {
    this.#texts?.removeItem(this.#key);
  }
}
