import { expect, test } from "vitest";
import { withChange, type PositionEncoding } from "../../../bindings/js/language/open-texts.ts";

const at = (line: number, character: number) => ({ line, character });

test.each<[string, string, number, number, PositionEncoding, string]>([
  ["behind a character of two units", "\u{1F600}z", 0, 2, "utf-16", "\u{1F600}|z"],
  ["between the halves of a character", "\u{1F600}z", 0, 1, "utf-16", "|\u{1F600}z"],
  ["behind a character of four bytes", "\u{1F600}z", 0, 4, "utf-8", "\u{1F600}|z"],
  ["between the bytes of a character", "éz", 0, 1, "utf-8", "|éz"],
  ["behind the end of a line", "ab\r\ncd", 0, 99, "utf-16", "ab|\r\ncd"],
  ["in a line that begins behind a \\r", "a\rb", 1, 0, "utf-16", "a\r|b"],
  ["behind the last line", "ab", 9, 0, "utf-16", "ab|"],
])("a place %s", (_, text, line, character, encoding, expected) => {
  expect(withChange(text, { range: { start: at(line, character), end: at(line, character) }, text: "|" }, encoding)).toBe(
    expected,
  );
});

test("a range that ends before it begins is empty, and a change without one is the whole text", () => {
  expect(withChange("abc", { range: { start: at(0, 2), end: at(0, 1) }, text: "-" }, "utf-16")).toBe("ab-c");
  expect(withChange("abc", { text: "x" }, "utf-16")).toBe("x");
});

