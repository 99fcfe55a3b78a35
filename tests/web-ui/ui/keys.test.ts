import { describe, expect, test } from "vitest";

import {
  ariaKeys,
  isTyped,
  keyLabels,
  matchesChord,
  parseKeys,
  type KeyPress,
} from "../../../web-ui/src/ui/hotkeys/keys.ts";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const chord = (keys: string) => parseKeys(keys)[0]!;

test("keys are chords with a plus between, and sequences with a space between", () => {
  expect(parseKeys("mod+shift+Enter")).toEqual([{ key: "enter", mod: true, shift: true, alt: false }]);
  expect(parseKeys("g p").map(({ key }) => key)).toEqual(["g", "p"]);
  expect(parseKeys("+")).toEqual([{ key: "+", mod: false, shift: false, alt: false }]);
  expect(parseKeys("mod++")).toEqual([{ key: "+", mod: true, shift: false, alt: false }]);
  expect(parseKeys("space")).toEqual([{ key: " ", mod: false, shift: false, alt: false }]);
});

test.each(["", "mod", "a+b"])("%j names no keys", (keys) => {
  expect(() => parseKeys(keys)).toThrow(TypeError);
});

describe("a chord", () => {
  test("takes ⌘ on Apple's systems and Ctrl elsewhere, and never the other", () => {
    expect(matchesChord(chord("mod+k"), press("k", { metaKey: true }), true)).toBe(true);
    expect(matchesChord(chord("mod+k"), press("k", { ctrlKey: true }), false)).toBe(true);
    expect(matchesChord(chord("mod+k"), press("k", { ctrlKey: true }), true)).toBe(false);
    expect(matchesChord(chord("mod+k"), press("k", { metaKey: true }), false)).toBe(false);
    expect(matchesChord(chord("k"), press("k", { ctrlKey: true }), false)).toBe(false);
  });

  test("tells a letter with Shift from one without", () => {
    expect(matchesChord(chord("f6"), press("F6", { shiftKey: true }), false)).toBe(false);
    expect(matchesChord(chord("shift+f6"), press("F6", { shiftKey: true }), false)).toBe(true);
    expect(matchesChord(chord("n"), press("N", { shiftKey: true }), false)).toBe(false);
  });

  test("takes a sign wherever it is on the keyboard", () => {
    expect(matchesChord(chord("?"), press("?", { shiftKey: true }), false)).toBe(true);
    expect(matchesChord(chord("/"), press("/"), false)).toBe(true);
    expect(matchesChord(chord("/"), press("/", { shiftKey: true }), false)).toBe(true);
  });

  test("is typed when it would write into a field", () => {
    expect(["a", "?", "shift+n", "enter"].map((keys) => isTyped(chord(keys)))).toEqual([true, true, true, true]);
    expect(["mod+k", "f6", "escape", "arrowup"].map((keys) => isTyped(chord(keys)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

test("labels are those of the system's keyboard", () => {
  expect(keyLabels("shift+mod+enter", true)).toEqual(["⇧⌘↵"]);
  expect(keyLabels("shift+mod+enter", false)).toEqual(["Ctrl+Shift+↵"]);
  expect(keyLabels("g p", false)).toEqual(["G", "P"]);
  expect(keyLabels("arrowup", false)).toEqual(["↑"]);
});

test("assistive technology is told the names of the specification", () => {
  expect(ariaKeys("mod+k", true)).toBe("Meta+k");
  expect(ariaKeys("shift+mod+enter", false)).toBe("Control+Shift+Enter");
});
