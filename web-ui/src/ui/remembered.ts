/** What a person chose earlier in this browser; null: nothing, or storage is refused. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Remembers a choice; null forgets it. Where storage is refused or full, it holds until the page is left. */
export function remember(key: string, choice: string | null): void {
  try {
    if (choice === null) localStorage.removeItem(key);
    else localStorage.setItem(key, choice);
  } catch {
    // Nothing is lost but the choice, and only once the page is left.
  }
}
