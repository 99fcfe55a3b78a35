import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { expectAccessible, expectPopupAccessible, inBothThemes, lookAt, screenshot, sizes } from "./support/page.ts";
import { tokens } from "./support/server.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("the shell in Chromium", () => {
  const ui = useUi();

  test.each(sizes)("every component is accessible, and keeps to the policy (%s)", async (viewport) => {
    const page = await ui.open("/components", { viewport });
    await page.getByRole("heading", { name: "Components" }).waitFor();
    // Skeletons come after a moment.
    await page.getByText("Examples are loading").waitFor({ state: "attached" });
    expect(await sidewaysScroll(page)).toBe(0);
    await lookAt(page, "components", viewport);
  });

  test.each(sizes)("the guide is accessible, and keeps to the policy (%s)", async (viewport) => {
    const page = await ui.open("/playground/guide", { viewport });
    await page.getByRole("heading", { name: "How an execution goes" }).waitFor();
    await settled(page);
    expect(await sidewaysScroll(page)).toBe(0);
    await lookAt(page, "guide", viewport);
  });

  test("what floats is accessible while it is open", async () => {
    const page = await ui.open("/components");
    for (const [role, name, popup] of floating) {
      await page.getByRole(role, { name, exact: true }).click();
      await page.locator(popup).waitFor();
      await inBothThemes(page, () => expectPopupAccessible(page, popup));
      await page.keyboard.press("Escape");
      await page.locator(popup).waitFor({ state: "hidden" });
    }
    await page.getByRole("button", { name: "With a tooltip" }).hover();
    await page.getByRole("tooltip").waitFor();
    await inBothThemes(page, () => expectPopupAccessible(page, "[role=tooltip]"));
  });

  test("the palette is accessible while it is open", async () => {
    const page = await ui.open("/playground/guide");
    await page.getByRole("heading", { name: "How an execution goes" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Hooks, scripts").fill("sign");
    await page.getByRole("option", { name: "before_signup" }).waitFor();
    await lookAt(page, "palette");
  });

  test("signing in is accessible, and so is what keeps somebody out", async () => {
    const page = await ui.open("/admin/pipelines");
    await page.getByRole("heading", { name: "Sign in to this worker" }).waitFor();
    await lookAt(page, "sign-in");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Paste a token.").waitFor();
    await lookAt(page);
    const other = await ui.open("/admin/guide", { token: tokens.trigger });
    await other.getByRole("heading", { name: "This token can't look at anything" }).waitFor();
    await lookAt(other);
  });

  test("nothing scrolls sideways at 320 px", async () => {
    const page = await ui.open("/playground/guide", { viewport: "phone" });
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole("heading", { name: "How an execution goes" }).waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await page.goto("/components");
    await page.getByRole("heading", { name: "Components" }).waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
  });

  test("a token is asked for, tried once, and taken", async () => {
    const page = await ui.open("/admin/guide");
    const refused: string[] = [];
    page.on("response", (response) => response.status() === 401 && refused.push(response.url()));
    await page.getByLabel("Token", { exact: true }).fill("wrong".repeat(8));
    await page.keyboard.press("Enter");
    await page.getByText("The worker doesn't take this token.").waitFor();
    expect(refused).toHaveLength(1);
    await page.getByLabel("Token", { exact: true }).fill(tokens.admin);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Guide", exact: true }).waitFor();
    await page.getByText("Worker connected").waitFor();
    expect(await storedText(page)).not.toContain(tokens.admin);
    expect(page.url()).not.toContain(tokens.admin);
    await page.reload();
    await page.getByRole("heading", { name: "Sign in to this worker" }).waitFor();
  });

  test("a token that stops being valid is asked for over the screen, which stays", async () => {
    const page = await ui.openAdmin("/admin/guide");
    await page.getByText("Worker connected").waitFor();
    await page.route("**/v1/**", (route) =>
      route.fulfill({
        status: 401,
        contentType: "application/problem+json",
        body: '{"code":"unauthorized","title":"No"}',
      }),
    );
    await page.getByRole("dialog", { name: "Sign in again" }).waitFor({ timeout: 30_000 });
    await expectAccessible(page);
    await page.unroute("**/v1/**");
    await page.getByLabel("Token", { exact: true }).fill(tokens.admin);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Sign in again" }).waitFor({ state: "detached" });
    expect(await page.getByRole("heading", { name: "How an execution goes" }).isVisible()).toBe(true);
  });

  test("F6 goes through the regions, and back to where the focus was", async () => {
    const page = await ui.open("/playground/guide");
    await page.getByRole("heading", { name: "How an execution goes" }).waitFor();
    expect(await regionsAfter(page, ["F6", "F6", "F6", "F6"])).toEqual([
      "navigation",
      "content",
      "status",
      "navigation",
    ]);
    await page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: /^Secrets/ })
      .focus();
    expect(await regionsAfter(page, ["F6", "Shift+F6"])).toEqual(["content", "navigation"]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Secrets");
  });

  test("the first Tab leads past the navigation", async () => {
    const page = await ui.open("/playground/guide");
    await page.getByRole("heading", { name: "How an execution goes" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  });

  test("? lists the keys of the screen, and none while somebody types", async () => {
    const page = await ui.open("/playground/guide");
    await page.getByRole("heading", { name: "How an execution goes" }).waitFor();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys of this screen" });
    await dialog.waitFor();
    for (const label of ["Commands", "Next region", "Go to Pipelines"])
      expect(await dialog.textContent()).toContain(label);
    await expectAccessible(page);
    await screenshot(page, "keys-light");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Hooks, scripts").pressSequentially("?gp");
    expect(await page.getByRole("dialog", { name: "Keys of this screen" }).count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe("/playground/guide");
  });

  test("two letters, and the palette, lead to a screen without a pointer", async () => {
    const page = await ui.open("/playground/guide");
    await page.getByRole("heading", { name: "How an execution goes" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.waitForURL("**/playground/traces");
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Hooks, scripts").fill("guide");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/playground/guide");
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Hooks, scripts").fill("4F2A".repeat(8));
    await page.getByRole("option", { name: "by its id" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/playground/traces/${"4f2a".repeat(8)}`);
  });

  test("a Select and a Combobox take the same keys", async () => {
    const page = await ui.open("/components");
    for (const name of ["Hook", "Script"]) {
      const control = page.getByRole("combobox", { name, exact: true });
      const shown = (): Promise<string> =>
        control.evaluate((element: HTMLElement) =>
          element instanceof HTMLInputElement ? element.value : element.innerText.trim(),
        );
      await control.focus();
      const before = await shown();
      await page.keyboard.press("ArrowDown");
      const popup = page.locator(".pop[data-open]");
      await popup.waitFor();
      await popup.locator("[data-highlighted]").waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Escape");
      await popup.waitFor({ state: "hidden" });
      expect(await shown()).toBe(before);
      expect(await control.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press("ArrowDown");
      await popup.locator("[data-highlighted]").waitFor();
      await page.keyboard.press("ArrowDown");
      const wanted = await popup.locator("[data-highlighted]").textContent();
      await page.keyboard.press("Enter");
      await popup.waitFor({ state: "hidden" });
      expect(wanted).toContain(await shown());
    }
  });

  test("what a worker's policy forbids is heard", async () => {
    const page = await ui.open("/playground", { expected: /connect-src/ });
    await page.getByRole("button", { name: /Score a sign-up in a diamond/ }).first().click();
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    const [worker] = page.workers();
    const said = page.context().waitForEvent("console", { predicate: (message) => /^policy:/.test(message.text()) });
    await worker!.evaluate(() => fetch("https://elsewhere.example/").catch(() => undefined));
    expect((await said).text()).toContain("policy: connect-src https://elsewhere.example/");
  });

  test("the theme is kept, and there before the first paint", async () => {
    const page = await ui.open("/playground/guide", { theme: "light" });
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Dark" }).click();
    expect(await surfaceOf(page)).toBe("rgb(19, 24, 28)");
    // Without the app only the script of the page's head can have set it.
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
  });

  test("without a network the admin says what waits, and the playground goes on", async () => {
    const page = await ui.openAdmin("/admin/guide");
    await page.getByText("Worker connected").waitFor();
    // Without a network its own code could not come any more.
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.context().setOffline(true);
    await page.getByText("Edits are saved in this browser").waitFor();
    await expectAccessible(page);
    await screenshot(page, "offline-light");
    await page.context().setOffline(false);
    await page.getByText("Edits are saved in this browser").waitFor({ state: "detached" });
    // The palette's code is not there yet, and without a service worker not kept either.
    const playground = await ui.open("/playground/guide", { expected: /dynamically imported module/ });
    await playground.getByText("Runs in this browser, works offline").waitFor();
    await playground.context().setOffline(true);
    await playground.keyboard.press("Control+k");
    expect(await playground.getByText("Edits are saved in this browser").count()).toBe(0);
  });

  test("a screen whose code cannot be loaded says so, and the rest of the app goes on", async () => {
    const page = await ui.open("/components", { expected: /dynamically imported module/ });
    await page.getByRole("heading", { name: "Components" }).waitFor();
    await page.route("**/assets/screen-*.js", (route) => route.abort());
    await page.goto("/playground/guide");
    await page.getByRole("heading", { name: "This screen couldn't be loaded" }).waitFor();
    await expectAccessible(page);
    await screenshot(page, "screen-missing-light");
    await page.unroute("**/assets/screen-*.js");
    await page.getByRole("button", { name: "Reload this screen" }).click();
    await page.getByRole("heading", { name: "How an execution goes" }).waitFor();
  });

  test("a toast waits while it is looked at, and stays in the list of notifications", async () => {
    const page = await ui.open("/components");
    await page.getByRole("button", { name: "Toast of a fault" }).click();
    const toast = page.locator(".toast", { hasText: "Draft not saved" });
    await toast.waitFor();
    await screenshot(page, "toast-light");
    await toast.getByRole("button", { name: "Retry" }).click();
    await toast.waitFor({ state: "detached" });
    await page.getByText("Trying again").waitFor({ state: "attached" });
  });

  test("the navigation of a narrow screen is a sheet that closes where it has led", async () => {
    const page = await ui.open("/playground/guide", { viewport: "phone" });
    await page.getByRole("button", { name: "Navigation" }).click();
    await page.getByRole("dialog", { name: "Navigation" }).waitFor();
    await expectAccessible(page);
    await screenshot(page, "navigation-light-phone");
    await page.getByRole("link", { name: "Traces" }).click();
    await page.getByRole("dialog", { name: "Navigation" }).waitFor({ state: "detached" });
    await page.waitForURL("**/playground/traces");
  });

  test("an address that is nobody's says so", async () => {
    const page = await ui.open("/playground/nothing/here");
    await page.getByRole("heading", { name: "There is no screen at this address" }).waitFor();
    await expectAccessible(page);
  });
});

/** What opens something over the page, and what it opens. */
const floating = [
  ["button", "Actions of geo_risk", ".pop[data-open]"],
  ["combobox", "Hook", ".pop[data-open]"],
  ["combobox", "Script", ".pop[data-open]"],
  ["button", "Details", ".pop[data-open]"],
  ["button", "Publish…", ".dialog[data-open]"],
  ["button", "Delete CRM_TOKEN…", ".dialog[data-open]"],
  ["button", "Drawer", ".drawer[data-open]"],
] as const;

/** By how many px the page scrolls sideways. */
function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Waits until nothing is on its way, so that pictures are the same each time. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => void (await document.fonts.ready));
}

/** The region that has the focus after each key. */
async function regionsAfter(page: Page, keys: readonly string[]): Promise<(string | undefined)[]> {
  const regions: (string | undefined)[] = [];
  for (const key of keys) {
    await page.keyboard.press(key);
    regions.push(
      await page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-region]")?.dataset["region"]),
    );
  }
  return regions;
}

function surfaceOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.querySelector("main")!).backgroundColor);
}

/** All that the page keeps in this browser's storages. */
function storedText(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
}
