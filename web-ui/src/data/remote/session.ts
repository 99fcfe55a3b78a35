import type { Credentials } from "sluice/remote";

export type { Credentials };

type SessionTexts = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const key = "sluice:admin:credentials";

/** What a token may look like: what a header can carry. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]{1,512}$/.test(text);
}

export function isActor(text: string): boolean {
  return /^[\x20-\x7e]{1,128}$/.test(text);
}

/**
 * Holds the token: in memory and, if the person wants it to survive a reload, in the tab's sessionStorage, which goes
 * with the tab. Never in localStorage or a cookie, and never in an address.
 */
export class Session {
  readonly #texts: SessionTexts | undefined;
  readonly #listeners = new Set<() => void>();
  #credentials: Credentials | undefined;

  /** `texts`: default `sessionStorage`, where there is one. */
  constructor(texts: SessionTexts | undefined = globalThis.sessionStorage) {
    this.#texts = texts;
    this.#credentials = parseCredentials(texts?.getItem(key) ?? undefined);
  }

  readonly credentials = (): Credentials | undefined => this.#credentials;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes a token over, without asking anybody whether it is valid. */
  signIn(credentials: Credentials, { remember = false }: { readonly remember?: boolean } = {}): void {
    this.#credentials = credentials;
    if (remember) this.#texts?.setItem(key, JSON.stringify(credentials));
    else this.#texts?.removeItem(key);
    this.#tell();
  }

  signOut(): void {
    this.#credentials = undefined;
    this.#texts?.removeItem(key);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function parseCredentials(text: string | undefined): Credentials | undefined {
  if (text === undefined) return undefined;
  try {
    const { token, actor } = JSON.parse(text) as Partial<Credentials>;
    if (typeof token !== "string" || !isToken(token)) return undefined;
    return { token, ...(typeof actor === "string" && isActor(actor) && { actor }) };
  } catch {
    return undefined;
  }
}
