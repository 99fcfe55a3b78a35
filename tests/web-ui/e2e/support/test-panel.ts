import type { Locator, Page } from "playwright-core";

import { editorIn } from "./editor.ts";

// The test panel beside a script, by hand.

/** Takes the host of an address out. */
export const hostCode = `-- Takes the host out of the address
return { data = { host = context.email:match("@(.+)$") } }
`;
/** Asks a service for a score, logs it at line 14, and denies from 80 on. */
export const riskCode = `-- Scores the sign-up by its network
local key = helpers.secret("GEO_KEY")
local res = helpers.fetch("https://geo.example.com/v2/lookup", {
  method = "POST",
  headers = { authorization = "Bearer " .. key },
  json = { host = context.prev.host },
})
local score = res.body.score
for _, tag in ipairs(res.body.tags) do
  if tag == "vpn" then
    score = score + 25
  end
end
helpers.log("scored", context.prev.host, score)
if score >= 80 then
  return { allowed = false, code = "geo_risk", error = "Not from this network." }
end
return { data = { score = score } }
`;

export const outcome = (page: Page): Locator => page.getByRole("status", { name: "Outcome" });
export const lineOf = (page: Page, text: string): Locator => editorIn(page).locator(".cm-line", { hasText: text });

export async function typeContext(page: Page, context: object): Promise<void> {
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await page.getByLabel("Context as JSON").fill(JSON.stringify(context));
}

export async function addMock(page: Page, answer: object): Promise<void> {
  await page.getByRole("region", { name: "Mock fetches" }).getByRole("button", { name: "Add" }).click();
  const dialog = page.getByRole("dialog", { name: "New mock fetch" });
  await dialog.getByLabel("Address").fill("https://geo.example.com/*");
  await dialog.getByLabel("JSON", { exact: true }).last().fill(JSON.stringify(answer));
  await dialog.getByRole("button", { name: "Add mock" }).click();
  await dialog.waitFor({ state: "detached" });
}

export async function typeAtStart(page: Page, text: string): Promise<void> {
  await editorIn(page).locator(".cm-content").press("Control+Home");
  await page.keyboard.insertText(text);
}
