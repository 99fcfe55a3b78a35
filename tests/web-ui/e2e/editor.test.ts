import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { editorIn, linesOf } from "./support/editor.ts";
import { expectAccessible, inBothThemes, screenshot, sizes } from "./support/page.ts";
import { startServer } from "./support/server.ts";
import { lineOf } from "./support/test-panel.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

const hostCode = `-- Takes the host out of the address
return { data = { host = context.email:match("@(.+)$") } }
`;
const riskCode = `local limit = 50
local function score(host)
  local limit = 10
  if host == "spam.example" then
    return limit + 90
  end
  return limit
end
local unused = 1
if score(context.prev.host) > limit then
  return { allowed = false }
end
return { allowed = true }
`;

describe.skipIf(uiIsMissing)("the script editor in Chromium, on a worker", () => {
  const ui = useUi(async (keep) => {
    const server = keep(await startServer());
    await server.request("PUT", "scripts/host_of", { name: "Host of", code: hostCode });
    await server.request("PUT", "scripts/risk", { name: "Risk", code: riskCode });
    await server.request("PUT", "scripts/fresh", { name: "Fresh", code: "-- Nothing yet\n" });
    await server.request("PUT", "secrets/STRIPE_KEY", { value: "sk_test_1", hosts: ["api.stripe.example"] });
    await server.request("PUT", "pipelines/before_signup/draft", { layers: [["host_of"], ["risk", "fresh"]] });
    return server;
  });

  const open = async (id: string, options = {}): Promise<Page> => {
    const page = await ui.openAdmin(`/admin/pipelines/scripts/${id}`, options);
    await content(page).waitFor();
    return page;
  };

  test("offers the members of the context, and what an earlier layer returns", async () => {
    const page = await open("fresh");
    await typeAtEnd(page, "local address = context.");
    await option(page, /^email/).waitFor();
    await page.keyboard.type("ema");
    await option(page, /^email/).waitFor();
    await editorIn(page).locator(".cm-completionInfo").first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => linesOf(page)).toContain("local address = context.email");
    await page.keyboard.type("\nlocal host = context.prev.");
    await option(page, /^host/).waitFor();
    await inBothThemes(page, (theme) => screenshot(page, `editor-completion-${theme}`));
    await page.keyboard.press("Enter");
    await expect.poll(() => linesOf(page)).toContain("context.prev.host");
  });

  test("marks what is wrong, says why, and mends it", async () => {
    const page = await open("fresh");
    await typeAtEnd(page, "local address = context.emial\nreturn { data = { address = address } }");
    await page.keyboard.press("Escape");
    const wrong = editorIn(page).locator(".cm-lintRange-warning");
    await wrong.first().waitFor();
    const fix = editorIn(page).locator(".cm-diagnosticAction").first();
    // What is said under a pointer that rests goes away when more is found; a hand moves again.
    const comes = async (): Promise<boolean> => {
      await editorIn(page).locator(".cm-line").first().hover();
      await wrong.first().hover();
      await page.waitForTimeout(700);
      return fix.isVisible();
    };
    await expect.poll(comes, { timeout: 15_000 }).toBe(true);
    await screenshot(page, "editor-problem-light");
    await fix.click();
    await expect.poll(() => linesOf(page)).toContain("context.email\n");
    await wrong.first().waitFor({ state: "detached" });
  });

  test("renames one of two variables of the same name, and refuses a name that is taken", async () => {
    const page = await open("risk");
    await editorIn(page).locator(".cm-hint").first().waitFor();
    await page.keyboard.press("Control+Home");
    await content(page).press("Control+Home");
    for (let at = 0; at < 8; at++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F2");
    const field = editorIn(page).getByRole("textbox", { name: "New name of limit" });
    await field.fill("score");
    await page.keyboard.press("Enter");
    await editorIn(page).getByRole("alert").getByText("already in use").waitFor();
    await field.fill("most");
    await page.keyboard.press("Enter");
    await expect.poll(() => linesOf(page)).toContain("local most = 50");
    const text = await linesOf(page);
    expect(text).toContain("> most then");
    expect(text).toContain("local limit = 10");
    expect(text).toContain("return limit + 90");
  });

  test("folds, formats, grows what is selected and lists names", async () => {
    const page = await open("risk");
    await editorIn(page).locator(".cm-lens").first().waitFor();
    await editorIn(page).locator(".cm-fold-mark").getByText("▾").first().click();
    await editorIn(page).getByRole("button", { name: "Unfold" }).click();
    await content(page).press("Control+End");
    await page.keyboard.insertText("if   limit==1   then\nlimit=2\nend\n");
    await page.keyboard.press("Shift+Alt+F");
    await expect.poll(() => linesOf(page)).toContain("if limit == 1 then\n  limit = 2\nend");
    await page.keyboard.press("Control+Shift+O");
    const names = editorIn(page).getByRole("region", { name: "Outline" });
    await names.getByRole("button", { name: /^score/ }).waitFor();
    await page.keyboard.type("sco");
    await page.keyboard.press("Enter");
    await names.waitFor({ state: "detached" });
    await page.keyboard.press("Shift+F12");
    await editorIn(page).getByRole("region", { name: "References" }).getByText("risk:10").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Alt+ArrowRight");
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).not.toBe("");
  });

  test("tells what is under the pointer, and goes to where it comes from, in another script", async () => {
    const page = await open("risk");
    await editorIn(page).locator(".cm-token-parameter").first().waitFor();
    const host = editorIn(page)
      .locator(".cm-line", { hasText: "context.prev.host" })
      .locator("span", { hasText: /^host$/ });
    await host.first().hover();
    await editorIn(page)
      .locator(".cm-hover")
      .getByText(/host: /)
      .waitFor();
    await inBothThemes(page, async (theme) => {
      await host.first().hover();
      await screenshot(page, `editor-hover-${theme}`);
    });
    await host.first().click();
    await page.keyboard.press("F12");
    await page.waitForURL(/scripts\/host_of\?line=2$/);
    await content(page).getByText("Takes the host").waitFor();
  });

  test("finds what refers to a key that one script returns and another reads, and goes there", async () => {
    const page = await open("risk");
    await editorIn(page).locator(".cm-token-parameter").first().waitFor();
    await lineOf(page, "context.prev.host")
      .locator("span", { hasText: /^host$/ })
      .first()
      .click();
    await page.keyboard.press("Shift+F12");
    const found = editorIn(page).getByRole("region", { name: "References" });
    await found.getByText("2 references").waitFor();
    await found.getByText("risk:10").waitFor();
    const there = found.getByRole("button", { name: /^host_of:2/ });
    expect(await there.textContent()).toContain("return { data = { host = ");
    expect(await there.evaluate((button) => button.matches(":focus"))).toBe(true);
    await expectAccessible(page);
    await screenshot(page, "editor-references-light");
    await there.press("Enter");
    await page.waitForURL(/scripts\/host_of\?line=2$/);
    await content(page).getByText("Takes the host").waitFor();
  });

  test("shows hostile documentation as text, under the page's policy", async () => {
    const hostile = "--- <img src=x onerror=alert(1)> [press](javascript:alert(1)) **<script>alert(1)</script>**\n";
    await ui.server.request("PUT", "scripts/hostile", {
      code: `${hostile}local function risky(a)\n  return a\nend\nreturn { data = { b = risky(1) } }\n`,
    });
    const page = await open("hostile");
    await editorIn(page).locator(".cm-lens").first().waitFor();
    await editorIn(page)
      .locator(".cm-line", { hasText: "return { data" })
      .locator("span", { hasText: /^risky$/ })
      .first()
      .hover();
    const shown = editorIn(page).locator(".cm-hover");
    await shown.waitFor();
    expect(await shown.textContent()).toContain("<img src=x onerror=alert(1)>");
    expect(await shown.locator("img, script, a[href^='javascript']").count()).toBe(0);
  });

  test("knows scripts in the playground too, without a server", async () => {
    const page = await ui.open("/playground/scripts?new=before_signup");
    await page.getByRole("dialog", { name: "New script" }).getByLabel("Name", { exact: true }).fill("Local one");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/scripts\/\w+$/);
    await editorIn(page).locator(".cm-lens").first().waitFor();
    await page.route("**/*", (route) => route.abort());
    await content(page).press("Control+A");
    await page.keyboard.insertText("local t = {}\nlocal u = string.formt(t)\n");
    await editorIn(page).locator(".cm-lintRange-error").first().waitFor();
  });

  test("lists its keys", async () => {
    const page = await open("risk");
    await page.getByRole("heading", { name: "Risk" }).click();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys of this screen" }).getByText("Find references").waitFor();
  });

  test.each(sizes)("is accessible, with all that it shows (%s)", async (viewport) => {
    const page = await open("risk", { viewport });
    await editorIn(page).locator(".cm-lintRange").first().waitFor();
    await inBothThemes(page, async (theme) => {
      await expectAccessible(page);
      await screenshot(page, `editor-${theme}-${viewport}`);
    });
  });
});

const content = (page: Page): Locator => editorIn(page).locator(".cm-content");
const option = (page: Page, name: RegExp): Locator => editorIn(page).getByRole("option", { name }).first();

async function typeAtEnd(page: Page, text: string): Promise<void> {
  await content(page).press("Control+End");
  await page.keyboard.type(text);
}
