import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { card, press } from "./support/canvas.ts";
import { expectAccessible, lookAt, sizes, type OpenOptions } from "./support/page.ts";
import { startServer } from "./support/server.ts";
import { seedStory } from "./support/story.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

const email = "ada@acme.example";
const reaches = `-- Ask whoever is named
local key = helpers.secret("GEO_KEY")
local named = context.request and context.request.ip
local answer = named and helpers.fetch("https://" .. named .. "/v1?" .. (helpers.env("REGION") or ""))
local who = context
if who.email == "eve@acme.example" then return { allowed = false, code = "eve", error = "No." } end
return { data = { risk = 1 } }
`;
const letsIn = { name: "lets Ada in", context: { email, token: {} }, expect: { outcome: { allowed: true } } };
const turnsAway = {
  name: "turns Eve away",
  context: { email: "eve@acme.example", token: {} },
  expect: { outcome: { allowed: false, code: "unwanted" } },
};

describe.skipIf(uiIsMissing)("publishing in Chromium", () => {
  const ui = useUi(async (keep) => {
    const server = keep(await startServer());
    await seedStory(server);
    return server;
  });

  const send = async (method: string, path: string, body: object): Promise<void> => {
    const response = await ui.server.request(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  };
  const keep = (trigger: string, cases: readonly object[]): Promise<void> =>
    send("PUT", `cases/${trigger}`, { file: { trigger, cases } });

  /** The dialog of a hook whose draft is the script that is given, under an id of its own. */
  async function dialogOf(
    trigger: string,
    code: string,
    options?: OpenOptions,
  ): Promise<{ page: Page; dialog: Locator }> {
    await send("PUT", `scripts/${trigger}`, { code });
    await send("PUT", `pipelines/${trigger}/draft`, { layers: [[trigger]] });
    const page = await ui.openAdmin(`/admin/pipelines/${trigger}`, options);
    await card(page, trigger).waitFor();
    await press(page, "Control+Shift+Enter");
    return { page, dialog: page.getByRole("dialog", { name: /Publish/ }) };
  }

  async function review(dialog: Locator): Promise<void> {
    const looked = dialog.getByRole("checkbox", { name: "I've reviewed what these scripts can now reach" });
    await looked.waitFor();
    // What is found after a look wants another one.
    const open = dialog.getByText(
      /^(Being checked|What it reaches is being found|Look at what is newly reached first)\.$/,
    );
    await expect
      .poll(async () => {
        if ((await looked.getAttribute("aria-checked")) !== "true") await looked.click();
        return open.count();
      })
      .toBe(0);
  }

  test("tells hosts, secrets, settings, helpers and fields that become reachable, also those that nobody can name", async () => {
    const { dialog, page } = await dialogOf("before_signin", reaches);
    const reach = dialog.getByRole("region", { name: "What becomes reachable" });
    await reach.getByText("any host").waitFor();
    const rows = (await reach.getByRole("listitem").allTextContents()).map((row) => row.replaceAll("\u2068", ""));
    expect(rows).toEqual([
      "newly reaches any host: its name is made when it runsbefore_signin",
      "newly reads secret GEO_KEYbefore_signin:2",
      "newly reads setting REGIONbefore_signin",
      "newly uses helper envbefore_signin",
      "newly uses helper fetchbefore_signin",
      "newly uses helper secretbefore_signin",
      "newly reads of the context emailbefore_signin",
      "newly reads of the context requestbefore_signin:3",
      "newly reads of the context request.ipbefore_signin:3",
    ]);
    await dialog.getByText("Look at what is newly reached first.").first().waitFor();
    await review(dialog);
    await expectAccessible(page);
  });

  test("runs the kept cases, says what differed, and goes on in spite of it for a reason that the version keeps", async () => {
    await keep("token_build", [letsIn, turnsAway]);
    const { dialog, page } = await dialogOf("token_build", reaches);
    await review(dialog);
    await dialog.getByText("1 of 2 cases failed").waitFor();
    const failing = dialog.getByRole("list", { name: "Cases that fail" });
    expect(await failing.innerText()).toMatch(/turns Eve away\s+token_build[^]*outcome\.code[^]*"unwanted"[^]*"eve"/);
    await dialog.getByText("1 case fails.").first().waitFor();
    const publish = dialog.getByRole("button", { name: /^Publish v2/ });
    expect(await publish.getAttribute("aria-disabled")).toBe("true");
    await dialog.getByRole("checkbox", { name: /^Publish although cases fail/ }).click();
    await dialog.getByText("Say why it goes out with cases that fail.").first().waitFor();
    await dialog.getByLabel("Reason to go on").fill("The case is of last year");
    await expectAccessible(page);
    await press(page, "Control+Enter");
    await page.getByText("token_build v2 is live").first().waitFor();
    await page.getByRole("button", { name: "Compare and see all" }).click();
    const history = page.getByRole("dialog", { name: /^History/ });
    await history.getByText("1 of 2 cases failed").waitFor();
    await history.getByText("Although cases fail: The case is of last year").waitFor();
    await expectAccessible(page);
  });

  test("lets a pipeline through whose cases pass, and asks them again when the draft is another", async () => {
    await keep("before_signin", [letsIn]);
    const { dialog, page } = await dialogOf("before_signin", "return {}");
    await dialog.getByText("All cases passed").waitFor();
    await dialog.getByText("Rolling back is one click.").first().waitFor();
    await dialog.getByText("Those that passed: 1").click();
    await dialog.getByRole("list", { name: "Cases that pass" }).getByText("lets Ada in").waitFor();
    await press(page, "Control+Enter");
    await page.getByText("before_signin v1 is live").first().waitFor();
    const { items } = (await (await ui.server.request("GET", "pipelines/before_signin/versions")).json()) as {
      items: readonly object[];
    };
    expect(items).toMatchObject([{ cases: { passed: 1, failed: 0 } }]);
  });

  test("leads to the line of a script that keeps it from being published, which saving never did", async () => {
    const { dialog, page } = await dialogOf("apikey_before_create", "local x = 1\nreturn {");
    await dialog.getByText("There is an error.").first().waitFor();
    await dialog.getByRole("link", { name: "apikey_before_create" }).click();
    await page.waitForURL(/scripts\/apikey_before_create\?line=2$/);
  });

  test("goes by what the sources name, and says so, where the language service can't be had", async () => {
    const expected = /wasm|language|worker/i;
    await send("PUT", "scripts/lost", { code: reaches });
    await send("PUT", "pipelines/apikey_after_create/draft", { layers: [["lost"]] });
    const page = await ui.openAdmin("/admin/pipelines", { expected });
    await page.route(/language.*\.wasm/, (route) => route.abort());
    await page.goto("/admin/pipelines/apikey_after_create");
    await card(page, "lost").waitFor();
    await press(page, "Control+Shift+Enter");
    const dialog = page.getByRole("dialog", { name: /Publish/ });
    await dialog.getByText("What it reaches is being found.").first().waitFor();
    await dialog.getByText("The language service couldn't be asked.").waitFor();
    await dialog.getByText("newly reads secret").waitFor();
    await dialog.getByText("Look at what is newly reached first.").first().waitFor();
  });

  test("does not wait for a published script that is kept no longer", async () => {
    await send("PUT", "scripts/kept", { code: "return {}" });
    await send("POST", "pipelines/client_after_register/publish", { pipeline: { layers: [["kept"]] } });
    await send("PUT", "pipelines/client_after_register/draft", { layers: [["kept"], ["audit"]] });
    const page = await ui.openAdmin("/admin/pipelines");
    await page.route("**/v1/scripts/kept/versions/1", (route) =>
      route.fulfill({
        status: 404,
        contentType: "application/problem+json",
        body: JSON.stringify({ code: "not_found", title: "It is gone.", status: 404 }),
      }),
    );
    await page.goto("/admin/pipelines/client_after_register");
    await card(page, "audit").waitFor();
    await press(page, "Control+Shift+Enter");
    await page
      .getByRole("dialog", { name: /Publish/ })
      .getByText("Rolling back is one click.")
      .first()
      .waitFor();
  });

  test("in the playground runs the cases that came with a file", async () => {
    const page = await ui.open("/playground");
    const files = {
      "scripts/reaches.lua": reaches,
      "pipelines/before_signin.json": JSON.stringify({ trigger: "before_signin", layers: [["reaches"]] }),
      "tests/signin.cases.json": JSON.stringify({ trigger: "before_signin", cases: [letsIn, turnsAway] }),
    };
    const buffer = Buffer.from(JSON.stringify({ sluice: "playground", files, mocks: [] }));
    const file = { name: "playground.json", mimeType: "application/json", buffer };
    await page.getByLabel("File of a playground").first().setInputFiles(file);
    await page
      .getByText(/was read in/)
      .first()
      .waitFor();
    await page.goto("/playground/pipelines/before_signin");
    await card(page, "reaches").waitFor();
    await press(page, "Control+Shift+Enter");
    const dialog = page.getByRole("dialog", { name: /Publish/ });
    await dialog.getByText("any host").waitFor();
    await dialog.getByText("1 of 2 cases failed").waitFor();
    await dialog.getByRole("list", { name: "Cases that fail" }).getByText("turns Eve away").waitFor();
  });

  test("shows two versions of a pipeline's script side by side", async () => {
    const page = await ui.openAdmin("/admin/pipelines/before_signup");
    await page.getByRole("button", { name: "Compare and see all" }).click();
    await page.getByRole("button", { name: "risk_verdict side by side" }).click();
    const columns = page.getByRole("region", { name: "risk_verdict side by side" });
    expect(await columns.getByRole("columnheader").allTextContents()).toEqual(["v1", "v2"]);
    await expectAccessible(page);
  });

  test.each(sizes)("its dialog is accessible (%s)", async (viewport) => {
    await keep("before_signin", [letsIn, turnsAway]);
    const { dialog, page } = await dialogOf("before_signin", reaches, { viewport });
    await dialog.getByText("1 of 2 cases failed").waitFor();
    await dialog.getByRole("region", { name: "Test cases" }).evaluate((section) => section.scrollIntoView());
    await lookAt(page, "publish-cases", viewport);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});
