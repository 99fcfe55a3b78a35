import { isTyped, matchesChord, parseKeys, type Chord, type KeyPress } from "./keys.ts";

/** A key that does something on the current screen. */
export interface Hotkey {
  /** As parseKeys takes them. */
  readonly keys: string;
  /** What it does, for the list of keys and the palette. */
  readonly label: string;
  /** Heading in the list of keys; default: the registering scope's. */
  readonly group?: string | undefined;
  /** Also while somebody types into a field. Chords with ⌘ or Ctrl do so anyway. */
  readonly inFields?: boolean | undefined;
  /** Listed, but handled by the component that has the focus. */
  readonly listedOnly?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly run?: (() => void) | undefined;
}

/** Where keys act: the whole page, or only while the focus is inside an element. */
export interface HotkeyScope {
  readonly group: string;
  readonly isActive: () => boolean;
  readonly hotkeys: () => readonly Hotkey[];
}

/** What is known of the place where a key was pressed. */
export interface PressPlace {
  readonly isField: boolean;
}

/** How long after a sequence's first key its second may come. */
const sequenceWithinMs = 1_500;

/** The keys of a page. The scope that was added last wins. */
export class HotkeyRegistry {
  readonly #scopes: HotkeyScope[] = [];
  #begun: { readonly presses: readonly KeyPress[]; readonly at: number } | undefined;

  add(scope: HotkeyScope): () => void {
    this.#scopes.push(scope);
    return () => {
      this.#scopes.splice(this.#scopes.indexOf(scope), 1);
    };
  }

  /** Every key that acts now, those of inner scopes first, by heading. */
  list(): ReadonlyMap<string, readonly Hotkey[]> {
    const groups = new Map<string, Hotkey[]>();
    const seen = new Set<string>();
    for (const { scope, hotkey } of this.#all()) {
      if (seen.has(hotkey.keys) || !scope.isActive()) continue;
      seen.add(hotkey.keys);
      const group = hotkey.group ?? scope.group;
      groups.set(group, [...(groups.get(group) ?? []), hotkey]);
    }
    return groups;
  }

  /** Runs what the press means; whether it meant something, or begins a sequence that does. */
  press(press: KeyPress, place: PressPlace, now: number): boolean {
    const earlier = this.#begun && now - this.#begun.at <= sequenceWithinMs ? this.#begun.presses : [];
    this.#begun = undefined;
    // A key that continues nothing may begin something.
    return (
      this.#tryPresses([...earlier, press], place, now) || (earlier.length > 0 && this.#tryPresses([press], place, now))
    );
  }

  #tryPresses(presses: readonly KeyPress[], place: PressPlace, now: number): boolean {
    let begins = false;
    for (const { scope, hotkey } of this.#all()) {
      if (hotkey.listedOnly || hotkey.disabled || !hotkey.run) continue;
      const chords = chordsOf(hotkey.keys);
      if (place.isField && !hotkey.inFields && chords.some(isTyped)) continue;
      // Most presses are letters that somebody types and mean nothing: only for others is the page looked at.
      if (!matches(chords.slice(0, presses.length), presses) || !scope.isActive()) continue;
      if (chords.length === presses.length) {
        hotkey.run();
        return true;
      }
      begins = true;
    }
    if (begins) this.#begun = { presses, at: now };
    return begins;
  }

  *#all(): Generator<{ readonly scope: HotkeyScope; readonly hotkey: Hotkey }> {
    for (const scope of this.#scopes.toReversed()) {
      for (const hotkey of scope.hotkeys()) yield { scope, hotkey };
    }
  }
}

const known = new Map<string, readonly Chord[]>();

/** Each is read once, not at every press. */
function chordsOf(keys: string): readonly Chord[] {
  const chords = known.get(keys) ?? parseKeys(keys);
  known.set(keys, chords);
  return chords;
}

function matches(chords: readonly Chord[], presses: readonly KeyPress[]): boolean {
  return (
    chords.length === presses.length && chords.every((chord, index) => matchesChord(chord, presses[index] as KeyPress))
  );
}
