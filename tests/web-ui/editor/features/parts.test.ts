import { Text } from "@codemirror/state";
import { describe, expect, test } from "vitest";

import { withEdits } from "../../../../web-ui/src/editor/features/editor-script.ts";
import { outlineRows } from "../../../../web-ui/src/editor/features/outline-rows.ts";
import { classesOf, readTokens } from "../../../../web-ui/src/editor/features/semantic-tokens.ts";
import { snippetTemplate } from "../../../../web-ui/src/editor/features/snippet-template.ts";
import { offsetAt, positionAt, spanOf } from "../../../../web-ui/src/editor/language/positions.ts";

const at = (line: number, character: number) => ({ line, character });
const range = (line: number, from: number, to: number) => ({ start: at(line, from), end: at(line, to) });

describe("positions", () => {
  const doc = Text.of(["one", "two", ""]);

  test("lead to offsets and back", () => {
    expect(offsetAt(doc, at(1, 2))).toBe(6);
    expect(positionAt(doc, 6)).toEqual(at(1, 2));
  });

  test("behind a line or the text are its end", () => {
    expect(offsetAt(doc, at(0, 99))).toBe(3);
    expect(offsetAt(doc, at(99, 0))).toBe(doc.length);
    expect(spanOf(doc, { start: at(1, 3), end: at(1, 1) })).toEqual({ from: 7, to: 7 });
  });
});

describe("edits", () => {
  test("are told in places before any of them", () => {
    const edits = [
      { range: range(0, 6, 7), newText: "long" },
      { range: range(1, 7, 8), newText: "long" },
    ];
    expect(withEdits("local x\nreturn x", edits)).toBe("local long\nreturn long");
  });
});

describe("snippets", () => {
  test.each([
    ["for $1 in pairs($2) do\n  $0\nend", "for ${1} in pairs(${2}) do\n  ${999}\nend"],
    ["${1:name}()", "${1:name}()"],
    ["${1|a,b|}", "${1:a}"],
    ["{ $1 }", "\\{ ${1} \\}"],
    ["\\$1 \\}", "$1 \\}"],
  ])("%j is %j", (source, template) => {
    expect(snippetTemplate(source)).toBe(template);
  });
});

describe("semantic tokens", () => {
  test("count from the token before", () => {
    const legend = { tokenTypes: ["variable", "function"], tokenModifiers: ["declaration", "upvalue"] };
    expect(readTokens([0, 6, 1, 0, 1, 0, 4, 2, 1, 0, 2, 1, 3, 0, 2], legend)).toEqual([
      { line: 0, character: 6, length: 1, type: "variable", modifiers: ["declaration"] },
      { line: 0, character: 10, length: 2, type: "function", modifiers: [] },
      { line: 2, character: 1, length: 3, type: "variable", modifiers: ["upvalue"] },
    ]);
  });
});

describe("marks of tokens", () => {
  test("are made for what looks like something only", () => {
    expect(classesOf({ type: "variable", modifiers: ["declaration", "upvalue"] })).toEqual(["cm-is-upvalue"]);
    expect(classesOf({ type: "parameter", modifiers: [] })).toEqual(["cm-token-parameter"]);
    expect(classesOf({ type: "property", modifiers: ["readonly"] })).toEqual([]);
  });
});

describe("the outline", () => {
  const x = { name: "x", kind: 13, selectionRange: range(1, 8, 9) };
  const score = { name: "score", kind: 12, selectionRange: range(0, 15, 20), children: [x] };

  test("lists names below what they stand in", () => {
    expect(outlineRows([score])).toEqual([
      { symbol: score, depth: 0 },
      { symbol: x, depth: 1 },
    ]);
  });

  test("finds a name wherever it stands", () => {
    expect(outlineRows([score], "X")).toEqual([{ symbol: x, depth: 1 }]);
  });
});
