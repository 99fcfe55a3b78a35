import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

// The canvas of a pipeline, by hand.

export function card(page: Page, id: string): Locator {
  return page.getByRole("button", { name: id, exact: true }).and(page.locator("[data-stop]"));
}

export function layersOf(page: Page): Promise<string[][]> {
  return page
    .locator(".lane-body")
    .first()
    .evaluate((lane) =>
      [...lane.querySelectorAll("ol > li[aria-label^=Layer]")].map((layer) =>
        [...layer.querySelectorAll(".script-card-name")].map((name) => name.textContent),
      ),
    );
}

/** What was said last to those who hear. */
export async function said(page: Page): Promise<string> {
  return (await page.locator("[aria-live=assertive]").first().textContent()) ?? "";
}

export async function waitForSaid(page: Page, text: string): Promise<void> {
  await expect.poll(() => said(page)).toContain(text);
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** From the page's start, by Tab and arrows only. */
export async function openLaneByKeyboard(page: Page, trigger: string): Promise<void> {
  const row = page.locator(`[data-row="hook ${trigger}"]`);
  await row.waitFor();
  await tabTo(page, page.locator("[data-row][tabindex='0']"));
  while (!(await hasFocus(row))) await press(page, "ArrowDown");
  await press(page, "Enter");
  await page.getByRole("button", { name: "Add a script…" }).waitFor();
}

export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    if (await hasFocus(target)) return;
    await press(page, "Tab");
  }
  throw new Error("Tab never came there.");
}

export function hasFocus(target: Locator): Promise<boolean> {
  return target.first().evaluate((element) => element === document.activeElement);
}

export async function expectFocus(page: Page, id: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-stop"))).toBe(`card ${id}`);
}

/** In the open picker. */
export async function create(page: Page, id: string): Promise<void> {
  await page.getByRole("combobox", { name: /^Find a script/ }).waitFor();
  await page.keyboard.type(id);
  await page.getByRole("option", { name: new RegExp(`New script ${id}`), selected: true }).waitFor();
  await press(page, "Enter");
  await card(page, id).waitFor();
  await expectFocus(page, id);
}

export async function attach(page: Page, id: string): Promise<void> {
  await page.getByRole("combobox", { name: /^Find a script/ }).fill(id);
  await page.getByRole("option", { name: new RegExp(`^${id}`), selected: true }).waitFor();
  await press(page, "Enter");
  await card(page, id).waitFor();
}

export async function addFirst(page: Page, id: string): Promise<void> {
  await page.getByRole("button", { name: "Add a script…" }).click();
  await create(page, id);
}

export async function addBeside(page: Page, layer: number, id: string): Promise<void> {
  await page.getByRole("button", { name: `Add a script to layer ${layer}`, exact: true }).click();
  await create(page, id);
}

export async function focusCard(page: Page, id: string): Promise<void> {
  await card(page, id).focus();
}

/** Drags by hand: to the gate with this index, or to below a card. */
export async function drag(
  page: Page,
  from: Locator,
  to: { readonly gate: number } | { readonly below: string },
): Promise<void> {
  const start = (await from.boundingBox())!;
  const target =
    "gate" in to
      ? page.locator(`[data-stop="gate ${to.gate}"]`)
      : card(page, to.below).locator("xpath=ancestor::article");
  const end = (await target.boundingBox())!;
  await page.mouse.move(start.x + 20, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 30, start.y + 20, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height + ("gate" in to ? 40 : -4), { steps: 8 });
  await page.mouse.up();
  await waitForSaid(page, "dropped in");
}

export async function saved(page: Page): Promise<void> {
  await page.getByText(/^Draft saved/).waitFor();
}
