import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { editorIn } from "./support/editor.ts";
import { lookAt, sizes } from "./support/page.ts";
import { openExample, outcome } from "./support/playground.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("a playground that is shared by link, in Chromium", () => {
  const ui = useUi();

  test("opens in a fresh profile after a question, and runs to the same outcome", async () => {
    const page = await ui.open("/playground");
    await openExample(page, /Refuse throw-away e-mail/);
    const link = await linkOf(page);
    await page.keyboard.press("Escape");
    await run(page);
    const allowed = await outcome(page).textContent();

    const other = await ui.open(pathOf(link));
    const question = other.getByRole("dialog", { name: "Open a shared playground?" });
    await question.getByText("pipelines/before_signup.json").waitFor();
    await question.getByRole("button", { name: "Open it here" }).click();
    await other.waitForURL(/\?hook=before_signup$/);
    await run(other);
    expect(await outcome(other).textContent()).toBe(allowed);
  });

  test.each(sizes)("is asked about in a dialog that is accessible (%s)", async (viewport) => {
    const page = await ui.open("/playground");
    await openExample(page, /Score a sign-up in a diamond/);
    const other = await ui.open(pathOf(await linkOf(page)), { viewport });
    await other.getByText("It uses secrets that are not set here: GEO_KEY.").waitFor();
    await lookAt(other, "playground-shared", viewport);
  });

  test("says that a link was cut off, and leaves nothing of it in the address", async () => {
    const page = await ui.open("/playground#shared-1=AAAA");
    await page.getByText("damaged or was cut off").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/playground$/);
  });
});

async function linkOf(page: Page): Promise<string> {
  await page.getByRole("button", { name: "More of the playground" }).click();
  await page.getByRole("menuitem", { name: "Share by link…" }).click();
  return page.getByRole("textbox", { name: "Link" }).inputValue();
}

function pathOf(link: string): string {
  const { pathname, hash } = new URL(link);
  return pathname + hash;
}

async function run(page: Page): Promise<void> {
  await editorIn(page).locator(".cm-content").waitFor();
  await page.keyboard.press("Control+Enter");
  await outcome(page).getByText("Allowed, sign-up went on").waitFor();
}
