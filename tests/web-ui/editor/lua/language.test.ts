import { foldable, getIndentation, indentUnit, matchBrackets } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { classHighlighter, highlightTree } from "@lezer/highlight";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { luaLanguage } from "../../../../web-ui/src/editor/lua/language.ts";

const root = join(import.meta.dirname, "../../../..");

const tree = (code: string) => luaLanguage.parser.parse(code);
const shape = (code: string) => tree(code).toString();

function hasMistake(code: string): boolean {
  let found = false;
  tree(code).iterate({
    enter: ({ type }) => {
      found ||= type.isError;
    },
  });
  return found;
}

function coloured(code: string): [text: string, classes: string][] {
  const pieces: [string, string][] = [];
  highlightTree(tree(code), classHighlighter, (from, to, classes) => {
    pieces.push([code.slice(from, to), classes.replaceAll("tok-", "")]);
  });
  return pieces;
}

function stateOf(doc: string): EditorState {
  return EditorState.create({ doc, extensions: [luaLanguage, indentUnit.of("  ")] });
}

function indentationAt(doc: string, lineNumber: number): number | null {
  const state = stateOf(doc);
  return getIndentation(state, state.doc.line(lineNumber).from);
}

function foldOf(doc: string): string | undefined {
  const state = stateOf(doc);
  const line = state.doc.line(1);
  const range = foldable(state, line.from, line.to);
  return range ? doc.slice(range.from, range.to) : undefined;
}

/** What running each script of the corpus ends in, by its path there. */
const ends = JSON.parse(readFileSync(join(root, "tests/corpus/golden.json"), "utf8")) as Record<
  string,
  { readonly outcome: { readonly code?: string } }
>;

function scriptsIn(folder: string): [name: string, code: string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".lua"))
    .map((name) => [join(folder, name), readFileSync(join(root, folder, name), "utf8")]);
}

describe("Lua's grammar", () => {
  test.each([...scriptsIn("examples/policies"), ...scriptsIn("web-ui/src/examples/lua")])(
    "finds nothing wrong with %s",
    (_name, code) => {
      expect(hasMistake(code)).toBe(false);
    },
  );

  test("finds nothing wrong with attacks that compile", () => {
    const compiled = Object.keys(ends).filter((name) => ends[name]?.outcome.code !== "syntax_error");
    const refused = compiled.filter((name) => hasMistake(readFileSync(join(root, "tests/corpus", name), "utf8")));
    expect(compiled.length).toBeGreaterThan(200);
    // Chains of thousands of calls: the generated parser gives up on nesting that deep, and only the colours suffer.
    expect(refused).toEqual(["lua/167_parser_deep_calls.lua", "own/parser/long-index-chain.lua"]);
  });

  test.each([
    [
      "local a <const>, b <close> = 1, nil",
      'Script(Local(local,Definition,Attribute(AttributeName),",",Definition,Attribute(AttributeName),"=",Number,",",Nil(nil)))',
    ],
    ["a.b[c]:d'e'.f = 1", undefined],
    ["goto done; ::done::", 'Script(Goto(goto,LabelName),";",Label("::",LabelName,"::"))'],
    ["return", "Script(Return(return))"],
    ["for i = 1, 2 do end", undefined],
    ["for k, v in pairs(t) do break end", undefined],
    ["local function f(a, ...) return ... end", undefined],
    ["x = {1, a = 2, [3] = 4; f(),}", undefined],
    ["x = a // b >> c ~ d & ~e | #f .. -g ^ 2", undefined],
    ["x = 0x.1p4 + 3e-2 + 0xA + .5 + 3.", undefined],
    ["x = [==[\n]] ]=] ]==] --[[ one\ntwo ]] y = 1", undefined],
    ["f{1}:g[[x]]'y'.z()", undefined],
    ["x = 'a\\\nb' .. \"\\z\n  c\"", undefined],
    ["if a then elseif b then else end", undefined],
    ["repeat local x = f() until x", undefined],
    ["function a.b.c:d() end", undefined],
    ["x = a..b", undefined],
    ["x = 1 ..2", undefined],
    ["--[==[ open", undefined],
  ])("reads %s", (code, expected) => {
    expect(hasMistake(code)).toBe(false);
    if (expected !== undefined) expect(shape(code)).toBe(expected);
  });

  test("gives operators the precedence of the manual", () => {
    const parenthesized = (code: string): string => {
      const text = (node: { from: number; to: number }) => code.slice(node.from, node.to);
      const walk = (node: SyntaxNode): string => {
        if (node.name !== "Binary" && node.name !== "Unary") return text(node);
        const parts: string[] = [];
        for (let child = node.firstChild; child; child = child.nextSibling) parts.push(walk(child));
        return `(${parts.join(" ")})`;
      };
      const top = tree(code).topNode.firstChild?.lastChild;
      return top ? walk(top) : "";
    };
    expect(parenthesized("x = 1 + 2 * 3 ^ 4 ^ 5")).toBe("(1 + (2 * (3 ^ (4 ^ 5))))");
    expect(parenthesized("x = a or b and c == d")).toBe("(a or (b and (c == d)))");
    expect(parenthesized("x = a .. b .. c")).toBe("(a .. (b .. c))");
    expect(parenthesized("x = -a ^ 2")).toBe("(- (a ^ 2))");
    expect(parenthesized("x = not a == b")).toBe("((not a) == b)");
    expect(parenthesized("x = 1 | 2 ~ 3 & 4 << 5 .. 6")).toBe("(1 | (2 ~ (3 & (4 << (5 .. 6)))))");
    expect(parenthesized("x = a - b - c")).toBe("((a - b) - c)");
  });

  test("keeps what stands behind a half-typed line", () => {
    const shapes = shape("local a = context.\nlocal b = 1\nreturn { allowed = b }");
    expect(shapes).toContain('Local(local,Definition,"=",Number)');
    expect(shapes).toContain("Return(return,Table");
  });

  test("takes a bracket on the next line for a call, as Lua does", () => {
    expect(shape("f\n(g)")).toBe('Script(ExpressionStatement(Call(VariableName,Arguments("(",VariableName,")"))))');
  });
});

describe("Lua's colours", () => {
  test("tell what the sandbox gives from what the author wrote", () => {
    expect(coloured("local mail = context.email")).toEqual([
      ["local", "keyword"],
      ["mail", "variableName definition"],
      ["context", "variableName2"],
      ["email", "propertyName"],
    ]);
  });

  test("go over the lines of long strings and comments", () => {
    expect(coloured("--[[ a\nb ]] x = [=[ c\n]] d ]=]").map(([text]) => text)).toEqual([
      "--[[ a\nb ]]",
      "x",
      "[=[ c\n]] d ]=]",
    ]);
  });
});

describe("Lua's layout", () => {
  test.each([
    ["if a then\n", 2, 2],
    ["if a then\n  b()\nelse\n", 4, 2],
    ["if a then\n  b()\n  end", 3, 0],
    ["while a do\n  if b then\n    c()\n    end\nend", 4, 2],
    ["local t = {\n", 2, 2],
    ["local t = {\n  1,\n  }", 3, 0],
    ["f(function()\n", 2, 2],
    ["local function f()\n  return 1\n  end", 3, 0],
    ["repeat\n  a()\n  until b", 3, 0],
  ])("indents the last line of %j", (doc, lineNumber, columns) => {
    expect(indentationAt(doc, lineNumber)).toBe(columns);
  });

  test("folds blocks, tables and long comments", () => {
    expect(foldOf("if a then\n  b()\nend")).toBe("\n  b()\n");
    expect(foldOf("local function f(a)\n  return a\nend")).toBe("\n  return a\n");
    expect(foldOf("local t = {\n  1,\n}")).toBe("\n  1,\n");
    expect(foldOf("--[[ a\nb ]]")).toBe(" a\nb ]]");
    expect(foldOf("local a = 1")).toBeUndefined();
  });

  test("pairs the words that open a block with its end", () => {
    const doc = "if a then while b do c() end end";
    const state = stateOf(doc);
    expect(matchBrackets(state, 0, 1)?.end).toEqual({ from: doc.length - 3, to: doc.length });
    expect(matchBrackets(state, doc.indexOf("do"), 1)?.end).toEqual({
      from: doc.indexOf("end"),
      to: doc.indexOf("end") + 3,
    });
  });
});
