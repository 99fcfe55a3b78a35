import type { Locator, Page } from "playwright-core";

/** The script editor that stands first on a screen. It is in a shadow root, which Playwright looks into by itself. */
export const editorIn = (page: Page): Locator => page.locator("[data-code-editor]").first();
