import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

import { card } from "./canvas.ts";
import { editorIn } from "./editor.ts";
import { screenshot } from "./page.ts";
import { tokens } from "./server.ts";
import type { Ui } from "./ui.ts";

/** Takes the host out of the address. */
const hostCode = `-- Takes the host out of the address
return { data = { host = context.email:match("@(.+)$") } }
`;
/** Knows the scores of two hosts, and fails at line 3 for any other. */
const scoreCode = `-- Denies hosts with a bad score
local scores = { ["corp.example"] = 10, ["spam.example"] = 90 }
if scores[context.prev.host] > 50 then
  return { allowed = false, code = "host", error = "Use another address." }
end
return {}
`;
const mended = scoreCode.replace("scores[context.prev.host] >", "(scores[context.prev.host] or 0) >");
const sample = { email: "ada@corp.example" };
/** The failure text of the hook: what a person reads when a script fails. */
const failureText = "Sign-up isn't available right now.";

const at = (path = ""): string => `/admin/pipelines${path}`;

export interface Journey {
  readonly ui: Ui;
  /** Name of the picture of the failing line; none is made without. */
  readonly picture?: string;
}

/** The whole way of an admin: from two scripts to a failing line, its mending, and back by rolling back. */
export async function goTheWholeWay({ ui, picture }: Journey): Promise<void> {
  const signUp = (host: string) => ui.server.run("before_signup", { email: `ada@${host}` });
  const page = await ui.open(at());
  await signIn(page);

  await createScript(page, "Host of", hostCode);
  await createScript(page, "Host score", scoreCode);
  await wire(page, "before_signup", ["host_of", "host_score"]);
  await publish(page, "before_signup", { sample, version: 1, note: "Score hosts" });
  expect(await signUp("corp.example")).toMatchObject({ allowed: true });

  await page.keyboard.press("g");
  await page.keyboard.press("t");
  const rows = page.getByRole("grid", { name: "Traces" }).getByRole("row");
  await rows.getByText("allowed").first().waitFor();
  const failed = await signUp("new.example");
  expect(failed).toMatchObject({ allowed: false, error: failureText, code: "runtime_error" });
  // It comes by itself.
  await rows.getByText("error", { exact: true }).first().click();
  await page.waitForURL(`**/traces/${failed.traceId}`);
  const panel = page.getByRole("complementary", { name: "host_score" });
  const line = panel.locator(".code-frame-row.is-marked").first();
  expect(await line.textContent()).toContain("if scores[context.prev.host] > 50 then");
  await panel.getByText("attempt to compare").first().waitFor();
  if (picture !== undefined) await screenshot(page, picture);

  await panel.getByRole("link", { name: "Open script" }).click();
  await page.waitForURL(/\/scripts\/host_score\?line=3$/);
  await replaceCode(page, mended);
  await saveScript(page, "version 3, saved");
  expect(await signUp("new.example")).toMatchObject({ allowed: false, code: "runtime_error" });
  await publish(page, "before_signup", { sample, version: 2, note: "Allow hosts nobody knows" });
  expect(await signUp("new.example")).toMatchObject({ allowed: true });
  expect(await signUp("spam.example")).toMatchObject({ allowed: false, code: "host" });
  await page.goto(at("/traces?trigger=before_signup&status=blocked"));
  await signIn(page);
  await rows.nth(1).waitFor();
  await page.reload();
  await signIn(page);
  await page.getByText("1 in all").waitFor();
  expect(page.url()).toContain("trigger=before_signup&status=blocked");

  await openHook(page, "before_signup");
  await page.getByRole("button", { name: "Roll back to v1" }).click();
  await page.getByText("before_signup runs v1", { exact: true }).first().waitFor();
  expect(await signUp("new.example")).toMatchObject({ allowed: false, error: failureText, code: "runtime_error" });
}

/** The token is kept in memory only, so a reload asks for it again. */
async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Token", { exact: true }).fill(tokens.admin);
  await page.keyboard.press("Enter");
  await page.getByText("Worker connected").waitFor();
}

/** From wherever the page is. */
async function createScript(page: Page, name: string, code: string): Promise<void> {
  await page
    .getByRole("link", { name: /^Scripts/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "Scripts", exact: true }).waitFor();
  await page.getByRole("button", { name: "New script" }).first().click();
  await page.getByRole("dialog", { name: "New script" }).getByLabel("Name", { exact: true }).fill(name);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/scripts\/\w+$/);
  await replaceCode(page, code);
  await saveScript(page, "version 2, saved");
}

async function replaceCode(page: Page, code: string): Promise<void> {
  const content = editorIn(page).locator(".cm-content");
  await content.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(code);
  await page.getByText("No syntax errors.").waitFor();
}

async function saveScript(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+s");
  await page.getByText(words).first().waitFor();
}

/** By the palette, from wherever the page is. */
async function openHook(page: Page, trigger: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Command palette" }).getByRole("combobox").fill(trigger);
  await page.getByRole("option", { name: new RegExp(trigger), selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/pipelines/${trigger}`);
}

/** One script a layer. */
async function wire(page: Page, trigger: string, [first, ...others]: readonly [string, ...string[]]): Promise<void> {
  await openHook(page, trigger);
  await addScript(page, first, page.getByRole("button", { name: "Add a script…" }));
  for (const id of others) {
    await addScript(page, id, page.getByRole("button", { name: "Add a script as a new layer at the end" }));
  }
  await page.getByText(/^Draft saved/).waitFor();
}

export async function addScript(page: Page, id: string, button: Locator): Promise<void> {
  await button.click();
  await page.getByRole("combobox", { name: /^Find a script/ }).fill(id);
  await page.getByRole("option", { name: new RegExp(`^${id}`), selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await card(page, id).waitFor();
}

interface Publishing {
  /** The one it becomes. */
  readonly version: number;
  readonly sample: object;
  readonly note: string;
}

async function publish(page: Page, trigger: string, { version, sample: context, note }: Publishing): Promise<void> {
  await openHook(page, trigger);
  await page
    .getByRole("button", { name: /^Publish v/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: /Publish/ });
  await dialog.getByText("Edit the sample").click();
  await dialog.getByLabel("Context").fill(JSON.stringify(context));
  await dialog.getByText("Allowed", { exact: true }).waitFor();
  await dialog.getByLabel("Note").fill(note);
  await dialog.getByText("Rolling back is one click.").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText(`${trigger} v${version} is live`).first().waitFor();
  await dialog.waitFor({ state: "detached" });
}
