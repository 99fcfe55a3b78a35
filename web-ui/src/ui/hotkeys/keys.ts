/**
 * Keys in words: a chord is "mod+shift+enter", where `mod` is ⌘ on Apple's systems and Ctrl elsewhere; a sequence is
 * chords with spaces between them, "g p".
 */
export interface Chord {
  /** KeyboardEvent.key in lower case, as in "k", "enter", "/", "arrowup"; " " is written "space". */
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** The part of a KeyboardEvent that says which keys were pressed. */
export interface KeyPress {
  readonly key: string;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const modifiers = new Set(["mod", "shift", "alt"]);

/** The chords of a sequence. Throws a TypeError for keys that are none. */
export function parseKeys(keys: string): readonly Chord[] {
  return keys.split(" ").map((chord) => {
    // "+" itself is a key.
    const parts = chord.endsWith("+") ? [...chord.slice(0, -1).split("+"), "+"].filter(Boolean) : chord.split("+");
    const [key, ...others] = parts.filter((part) => !modifiers.has(part));
    if (key === undefined || key === "" || others.length > 0) {
      throw new TypeError(`${JSON.stringify(keys)} names no keys`);
    }
    return {
      key: key === "space" ? " " : key.toLowerCase(),
      mod: parts.includes("mod"),
      shift: parts.includes("shift"),
      alt: parts.includes("alt"),
    };
  });
}

/** Whether a press is the chord. */
export function matchesChord(chord: Chord, press: KeyPress, apple = isApple()): boolean {
  const mod = apple ? press.metaKey : press.ctrlKey;
  const other = apple ? press.ctrlKey : press.metaKey;
  if (press.key.toLowerCase() !== chord.key || mod !== chord.mod || other || press.altKey !== chord.alt) return false;
  // Where a sign is on a keyboard, and whether that takes Shift, is the layout's business: "?" and "+" match as signs.
  return press.shiftKey === chord.shift || (!chord.shift && isSign(chord.key));
}

/** Whether it is typed into a text, so that it must not act while somebody types. */
export function isTyped(chord: Chord): boolean {
  return !chord.mod && !chord.alt && (chord.key.length === 1 || chord.key === "enter" || chord.key === "delete");
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}

const names: Readonly<Record<string, string>> = {
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  enter: "↵",
  escape: "Esc",
  " ": "Space",
  delete: "Del",
  backspace: "⌫",
  "-": "−",
};

/** A sequence as labels of keys: on Apple's systems "⇧⌘↵" is one label, elsewhere "Ctrl+Shift+↵". */
export function keyLabels(keys: string, apple = isApple()): readonly string[] {
  return parseKeys(keys).map(({ key, mod, shift, alt }) => {
    const name = names[key] ?? (key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1));
    if (apple) return `${alt ? "⌥" : ""}${shift ? "⇧" : ""}${mod ? "⌘" : ""}${name}`;
    return [mod && "Ctrl", alt && "Alt", shift && "Shift", name].filter(Boolean).join("+");
  });
}

/** The same for aria-keyshortcuts. */
export function ariaKeys(keys: string, apple = isApple()): string {
  return parseKeys(keys)
    .map(({ key, mod, shift, alt }) => {
      const name = key === " " ? "Space" : key.length === 1 ? key : key.charAt(0).toUpperCase() + key.slice(1);
      return [mod && (apple ? "Meta" : "Control"), alt && "Alt", shift && "Shift", name].filter(Boolean).join("+");
    })
    .join(" ");
}

/** Whether ⌘ is this system's key for commands. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");
}
