import { describe, expect, test } from "vitest";

import { readMarkdown } from "../../../../web-ui/src/editor/features/markdown.ts";

const text = (value: string) => ({ kind: "text", text: value });

describe("Markdown of the language server", () => {
  test("fenced code is code as it stands, also without an end", () => {
    expect(readMarkdown("```lua\nlocal *x* = `y`\n```\nafter")).toEqual([
      { kind: "code", text: "local *x* = `y`" },
      { kind: "paragraph", inlines: [text("after")] },
    ]);
    expect(readMarkdown("```lua\nopen")).toEqual([{ kind: "code", text: "open" }]);
  });

  test("lines of a paragraph are one, and an empty line ends it", () => {
    expect(readMarkdown("one\ntwo\n\nthree")).toEqual([
      { kind: "paragraph", inlines: [text("one two")] },
      { kind: "paragraph", inlines: [text("three")] },
    ]);
  });

  test("code, emphasis, strong words and links stand within lines", () => {
    expect(readMarkdown("a `b` *c* **d** [e](https://f.example)")).toEqual([
      {
        kind: "paragraph",
        inlines: [
          text("a "),
          { kind: "code", text: "b" },
          text(" "),
          { kind: "emphasis", text: "c" },
          text(" "),
          { kind: "strong", text: "d" },
          text(" "),
          { kind: "link", text: "e", href: "https://f.example" },
        ],
      },
    ]);
  });

  test("what is escaped is text, and so are names with underscores", () => {
    expect(readMarkdown("\\*not\\* \\[a\\]\\(b\\) user_id_of &lt;b&gt;")).toEqual([
      { kind: "paragraph", inlines: [text("*not* [a](b) user_id_of <b>")] },
    ]);
  });

  test("lists, headings and rules are blocks of their own", () => {
    expect(readMarkdown("# Title\n- one\n  more\n- two\n\n---")).toEqual([
      { kind: "heading", inlines: [text("Title")] },
      { kind: "list", items: [[text("one more")], [text("two")]] },
      { kind: "rule" },
    ]);
  });

  test("HTML is text", () => {
    expect(readMarkdown("<img src=x onerror=alert(1)><script>alert(1)</script>")).toEqual([
      { kind: "paragraph", inlines: [text("<img src=x onerror=alert(1)><script>alert(1)</script>")] },
    ]);
  });

  test.each(["`".repeat(50_000), "*a".repeat(20_000), "[".repeat(50_000), "_".repeat(50_000), "**a".repeat(20_000)])(
    "hostile input takes no time",
    (source) => {
      const begin = performance.now();
      readMarkdown(source);
      expect(performance.now() - begin).toBeLessThan(500);
    },
  );
});
