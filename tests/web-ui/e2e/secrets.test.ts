import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { expectAccessible, lookAt, sizes } from "./support/page.ts";
import { startServer, tokens } from "./support/server.ts";
import { tellRuns } from "./support/told-runs.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

const value = "correct-horse-battery\nstaple-9";

describe.skipIf(uiIsMissing)("secrets in Chromium", () => {
  const ui = useUi(async (keep) => startServer({}, keep(await tellRuns(5)).store));

  const at = (): string => `/admin/pipelines/secrets`;
  const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) });

  test.each(sizes)("the list and a secret's facts are accessible (%s)", async (viewport) => {
    const page = await ui.openAdmin(at(), { viewport });
    await row(page, "GEO_KEY").waitFor();
    await lookAt(page, "secrets", viewport);
    await row(page, "GEO_KEY").getByText("GEO_KEY").click();
    await page.getByRole("button", { name: "Change hosts…" }).waitFor();
    await lookAt(page, "secret", viewport);
  });

  test("rotating is accessible", async () => {
    const page = await ui.openAdmin(at());
    await row(page, "GEO_KEY").getByRole("button", { name: "Rotate…" }).click();
    await page.getByLabel("New value").fill("another-value-of-it");
    await lookAt(page, "secret-rotate");
  });

  test("a secret is made by keyboard, and its value is nowhere afterwards", async () => {
    const page = await ui.openAdmin(at());
    await row(page, "GEO_KEY").waitFor();
    await page.keyboard.press("n");
    await page.getByRole("dialog", { name: "New secret" }).waitFor();
    await page.keyboard.type("crm token");
    await page.getByText("Use A–Z, 0–9 and _").waitFor();
    await page.getByLabel("Name").fill("GEO_KEY");
    await page.getByText("GEO_KEY is there already.").waitFor();
    await page.getByLabel("Name").fill("CRM_TOKEN");
    await page.getByLabel("Value", { exact: true }).fill("short");
    await page.getByText("Use at least 8 bytes").waitFor();
    await page.getByLabel("Value", { exact: true }).fill(value);
    await page.getByText("30 characters in 2 lines.").waitFor();
    await page.getByText("Without a host").waitFor();
    await page.getByLabel("Usable in fetches to").fill("https://crm.example");
    await page.getByText("Only the name of the host").waitFor();
    await page.getByLabel("Usable in fetches to").fill("CRM.example");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove crm.example" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog", { name: "New secret" }).waitFor({ state: "detached" });
    await row(page, "CRM_TOKEN").waitFor();
    expect(await everythingInPage(page)).not.toMatch(/battery|staple/);
    expect(page.url()).not.toMatch(/battery|staple/);
    const { items } = (await (await ui.server.request("GET", "secrets")).json()) as { items: { name: string }[] };
    expect(items).toContainEqual(expect.objectContaining({ name: "CRM_TOKEN", hosts: ["crm.example"], version: 1 }));
  });

  test("a value is shown only on demand, and only until the field is left", async () => {
    const page = await ui.openAdmin(at());
    await row(page, "GEO_KEY").getByRole("button", { name: "Rotate…" }).click();
    const field = page.getByLabel("New value");
    await field.fill("another-value-of-it");
    const hidden = (): Promise<string> =>
      field.evaluate((element) => getComputedStyle(element).getPropertyValue("-webkit-text-security"));
    expect(await hidden()).toBe("disc");
    await page.getByRole("button", { name: "Show the value while typing" }).click();
    expect(await hidden()).toBe("none");
    await page.getByLabel("Note").focus();
    expect(await hidden()).toBe("disc");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await everythingInPage(page)).not.toContain("another-value-of-it");
  });

  test("rotating takes effect, keeps the hosts, and a stale rotation is a conflict", async () => {
    const page = await ui.openAdmin(at());
    await row(page, "GEO_KEY").getByRole("button", { name: "Rotate…" }).click();
    await page.getByLabel("New value").fill("rotated-value-0001");
    await ui.server.request("PUT", "secrets/GEO_KEY", { value: "faster-value-0001" });
    await page
      .getByRole("button", { name: /^Rotate/ })
      .last()
      .click();
    await page.getByText("Somebody else changed this in between.").waitFor();
    await page.keyboard.press("Escape");
    await row(page, "GEO_KEY").getByText("GEO_KEY").click();
    await page.getByText("version 2").waitFor();
    await page.getByRole("button", { name: "Rotate…" }).last().click();
    await page.getByLabel("New value").fill("rotated-value-0001");
    await page.keyboard.press("Control+Enter");
    await page.getByText("version 3").waitFor();
    expect(await page.getByRole("complementary", { name: "GEO_KEY" }).textContent()).toContain("geo.riskapi.com");
  });

  test("hosts are changed without the value, and unbinding warns", async () => {
    const page = await ui.openAdmin(at());
    await row(page, "PEPPER").getByText("any host, readable by scripts").waitFor();
    await row(page, "PEPPER").getByText("PEPPER").click();
    await page.getByRole("button", { name: "Bind to hosts…" }).click();
    await page.keyboard.type("auth.example");
    await page.keyboard.press("Control+Enter");
    await row(page, "PEPPER").getByText("auth.example").waitFor();
    await page.getByRole("button", { name: "Change hosts…" }).click();
    await page.getByRole("button", { name: "Remove auth.example" }).click();
    await page.getByText("any script that names it can read it").waitFor();
    await page.getByRole("button", { name: /^Unbind/ }).click();
    await row(page, "PEPPER").getByText("any host, readable by scripts").waitFor();
  });

  test("deleting one in use asks for its name, and one that nothing names does not", async () => {
    const page = await ui.openAdmin(at());
    const remove = async (name: string): Promise<void> => {
      await row(page, name)
        .getByRole("button", { name: `More for ${name}` })
        .click();
      await page.getByRole("menuitem", { name: "Delete…" }).click();
      await page.getByRole("dialog", { name: `Delete ${name}?` }).waitFor();
    };
    await remove("PEPPER");
    await page.getByRole("button", { name: "Delete PEPPER" }).click();
    await row(page, "PEPPER").waitFor({ state: "detached" });
    await remove("GEO_KEY");
    expect(await page.getByRole("dialog").textContent()).toContain("before_signup");
    const button = page.getByRole("button", { name: "Delete GEO_KEY" });
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel("Type GEO_KEY to go on").fill("GEO_KEY");
    await expectAccessible(page);
    await button.click();
    await row(page, "GEO_KEY").waitFor({ state: "detached" });
  });

  test("re-wrapping tells what came of it", async () => {
    const page = await ui.openAdmin(at());
    await page.getByRole("button", { name: /^Re-wrap/ }).click();
    await page.getByRole("button", { name: "Re-wrap", exact: true }).click();
    await page.getByText(/0 renewed, \d+ were under it already\./).waitFor();
    await expectAccessible(page);
  });

  test("somebody who may read only can look, and change nothing", async () => {
    const page = await ui.openAdmin(at(), { token: tokens.read });
    const button = page.getByRole("button", { name: "New secret" });
    await button.and(page.locator("[aria-disabled=true]")).waitFor();
    expect(await page.getByRole("button", { name: /^Re-wrap/ }).count()).toBe(0);
  });
});

/** What the page shows and keeps, as far as a script in it could see. */
function everythingInPage(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll("input, textarea")].map((field) => (field as HTMLInputElement).value),
      { ...localStorage },
      { ...sessionStorage },
      location.href,
      history.state,
    ]),
  );
}
