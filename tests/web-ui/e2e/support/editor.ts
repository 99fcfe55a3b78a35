import type { Locator, Page } from "playwright-core";

/** The script editor that stands first on a screen. It is in a shadow root, which Playwright looks into by itself. */
export const editorIn = (page: Page): Locator => page.locator("[data-code-editor]").first();

/** Its lines, without hints and what else stands among them. */
export function linesOf(page: Page): Promise<string> {
  return editorIn(page)
    .locator(".cm-content")
    .evaluate((element) =>
      [...element.querySelectorAll(".cm-line")]
        .map((line) => {
          const copy = line.cloneNode(true) as HTMLElement;
          for (const hint of copy.querySelectorAll(".cm-hint")) hint.remove();
          return copy.textContent;
        })
        .join("\n"),
    );
}
