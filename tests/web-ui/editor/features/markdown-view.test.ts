// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";

import { renderMarkup } from "../../../../web-ui/src/editor/features/markdown-view.ts";

describe("documentation in the editor", () => {
  test.each([
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "**<b onclick=alert(1)>**",
    "`<i>`",
    "```lua\n<svg onload=alert(1)>\n```",
    "[<u>](https://a.example)",
  ])("makes no elements of %s", (source) => {
    const made = renderMarkup({ kind: "markdown", value: source });
    expect(made.querySelector("img, script, b, i, svg, u")).toBeNull();
    expect(made.textContent).toContain("<");
  });

  test.each(["javascript:alert(1)", "data:text/html,<b>", "vbscript:x", "JaVaScRiPt:alert(1)", "blob:x"])(
    "makes no link of %s",
    (href) => {
      const made = renderMarkup(`[press](${href})`);
      expect(made.querySelector("a")).toBeNull();
      expect(made.textContent).toContain("press");
    },
  );

  test("leads to pages, in a tab that does not know where it came from", () => {
    const link = renderMarkup("[docs](https://docs.example/a#b)").querySelector("a");
    expect(link?.href).toBe("https://docs.example/a#b");
    expect(link?.rel).toBe("noopener noreferrer");
  });

  test("shows plain text as it stands", () => {
    expect(renderMarkup({ kind: "plaintext", value: "*a* `b`" }).textContent).toBe("*a* `b`");
  });
});
