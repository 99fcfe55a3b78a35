import type { Locator, Page } from "playwright-core";

import { editorIn } from "./editor.ts";

/** What a run came to. */
export const outcome = (page: Page): Locator => page.getByRole("status", { name: "Outcome" });

/** Opens an example of the gallery, up to its first script. */
export async function openExample(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().click();
  await page.waitForURL(/hook=/);
  await editorIn(page).locator(".cm-content").waitFor();
}
