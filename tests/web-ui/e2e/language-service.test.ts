import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { editorIn, linesOf } from "./support/editor.ts";
import { expectAccessible, screenshot } from "./support/page.ts";
import { startServer } from "./support/server.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

const riskCode = `local unused = 1
local host = context.email:match("@(.+)$")
return { allowed = host ~= "spam.example" }
`;

/** What it returns is told above it and beside its name, in more than a line. */
const wideCode = `local answer = {
  allowed = true,
${Array.from({ length: 12 }, (_, n) => `  member_with_a_long_name_${n} = "${n}",`).join("\n")}
}
return answer
`;

describe.skipIf(uiIsMissing)("the language service of the script editor", () => {
  const ui = useUi(async (keep) => {
    const server = keep(await startServer());
    await server.request("PUT", "scripts/risk", { code: riskCode });
    await server.request("PUT", "scripts/wide", { code: wideCode });
    await server.request("PUT", "scripts/fresh", { code: "-- Nothing yet\n" });
    await server.request("PUT", "pipelines/before_signup/draft", { layers: [["risk", "fresh"]] });
    return server;
  });

  const open = async (id: string, options = {}): Promise<Page> => {
    const page = await ui.openAdmin(`/admin/pipelines/scripts/${id}`, options);
    await editorIn(page).locator(".cm-content").waitFor();
    return page;
  };
  const goToEnd = (page: Page): Promise<void> => editorIn(page).locator(".cm-content").press("Control+End");

  test("offers what can be mended at the cursor, in a menu by keyboard", async () => {
    const page = await open("risk");
    await editorIn(page).locator(".cm-lintRange").first().waitFor();
    await editorIn(page).locator(".cm-content").press("Control+Home");
    for (let at = 0; at < 7; at++) await page.keyboard.press("ArrowRight");
    await editorIn(page).locator(".cm-bulb").waitFor();
    await page.keyboard.press("Control+.");
    const menu = editorIn(page).getByRole("menu", { name: "Fixes and changes" });
    const items = menu.getByRole("menuitem");
    await expect.poll(() => items.first().evaluate((item) => item.matches(":focus"))).toBe(true);
    await screenshot(page, "editor-fixes-light");
    await page.keyboard.press("ArrowUp");
    expect(await items.last().evaluate((item) => item.matches(":focus"))).toBe(true);
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    expect(await linesOf(page)).toContain("local unused = 1");
    await page.keyboard.press("Control+.");
    await items.first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => linesOf(page)).not.toContain("local unused = 1\n");
    await page.keyboard.press("Control+z");
    await expect.poll(() => linesOf(page)).toContain("local unused = 1");
  });

  test("cuts off what is told above a script and beside its lines, and widens the script for neither", async () => {
    const page = await open("wide");
    const told = editorIn(page).locator(".cm-lens span").first();
    await told.waitFor();
    expect(await told.getAttribute("title")).toMatch(/^returns .*member_with_a_long_name_1/);
    expect(await told.evaluate((span) => span.scrollWidth > span.clientWidth)).toBe(true);
    const hint = editorIn(page).locator(".cm-hint[title]").first();
    expect(await hint.getAttribute("title")).toContain("member_with_a_long_name_1");
    expect(await hint.textContent()).toMatch(/^.{47}…$/);
    const scrolls = await editorIn(page)
      .locator(".cm-scroller")
      .evaluate((scroller) => scroller.scrollWidth > scroller.clientWidth);
    expect(scrolls).toBe(false);
  });

  test("tells the parameters of a call while it is typed", async () => {
    const page = await open("fresh");
    await goToEnd(page);
    await page.keyboard.type("local part = string.sub(");
    const help = editorIn(page).locator(".cm-signature");
    await help.locator("strong").first().waitFor();
    const first = await help.locator("strong").first().textContent();
    await page.keyboard.type("context.email, ");
    await expect.poll(() => help.locator("strong").first().textContent()).not.toBe(first);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
  });

  test("ends a block that Enter begins", async () => {
    const page = await open("fresh");
    await goToEnd(page);
    await page.keyboard.type("if context.email then ");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await expect.poll(() => linesOf(page)).toMatch(/if context\.email then ?\n\s*\nend/);
  });

  test("takes every letter, also those that are keys of the page", async () => {
    const page = await open("fresh");
    await goToEnd(page);
    const typed = "-- gp gs / ? jklfr +-0 n";
    await page.keyboard.type(typed);
    await expect.poll(() => linesOf(page)).toContain(typed);
    expect(page.url()).toMatch(/scripts\/fresh$/);
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("comes back when its worker breaks, and knows what stands in the editor", async () => {
    const page = await open("fresh", { expected: /gone for a test/ });
    await editorIn(page).locator(".cm-lens, .cm-token-comment, .cm-gutters").first().waitFor();
    await goToEnd(page);
    await page.keyboard.type("local before = context.emial\n");
    await page.keyboard.press("Escape");
    await editorIn(page).locator(".cm-lintRange-warning").first().waitFor();
    await breakWorkers(page);
    await page.keyboard.type("local after = string.formt('')\n");
    await page.keyboard.press("Escape");
    await editorIn(page).locator(".cm-lintRange-error").first().waitFor();
  });

  test("leaves the colours where it cannot be loaded, says so, and is tried again", async () => {
    const page = await ui.openAdmin("/admin/pipelines", {
      expected: /language.*wasm|Failed to load|WebAssembly|fetch/i,
    });
    await page.route("**/language*.wasm", (route) => route.abort());
    await page.goto("/admin/pipelines/scripts/risk");
    await editorIn(page).getByText("Highlighting only").waitFor({ timeout: 60_000 });
    expect(await linesOf(page)).toBe(riskCode);
    expect(await editorIn(page).locator(".cm-line span[class]").count()).toBeGreaterThan(5);
    await expectAccessible(page);
    await screenshot(page, "editor-highlighting-only-light");
    await page.unroute("**/language*.wasm");
    await editorIn(page).getByRole("button", { name: "Try again" }).click();
    await editorIn(page).locator(".cm-lintRange").first().waitFor();
    expect(await editorIn(page).getByText("Highlighting only").count()).toBe(0);
  });
});

/** Has every worker of the page report an exception that nobody catches. */
async function breakWorkers(page: Page): Promise<void> {
  const thrown = () => void setTimeout(() => reportError(new Error("gone for a test")));
  await Promise.all(page.workers().map((worker) => worker.evaluate(thrown)));
}
