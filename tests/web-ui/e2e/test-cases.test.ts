import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { editorIn } from "./support/editor.ts";
import { expectAccessible, lookAt, screenshot, sizes } from "./support/page.ts";
import { openExample } from "./support/playground.ts";
import { startServer, tokens } from "./support/server.ts";
import { addMock, hostCode, outcome, riskCode, typeContext } from "./support/test-panel.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

const email = "mara@proton.example";
const mocks = [{ url: "https://geo.example.com/*", json: { score: 27, tags: ["vpn"] } }];
const secrets = { GEO_KEY: { value: "made-up-geo-key", hosts: ["geo.example.com"] } };
const vpn = {
  name: "a VPN is scored",
  context: { email },
  mocks,
  expect: { outcome: { data: { host: "proton.example", score: 52 } }, status: "success" },
};
const tor = {
  name: "Tor is denied",
  context: { email },
  mocks: [{ url: "https://geo.example.com/*", json: { score: 92, tags: [] } }],
  expect: { outcome: { allowed: false, code: "geo_risk" } },
};
const down = {
  name: "a lookup that fails denies",
  context: { email },
  mocks: [{ url: "https://geo.example.com/*", fails: true }],
  expect: { status: "error", errorCode: "fetch_failed" },
};

describe.skipIf(uiIsMissing)("test cases beside the script editor, on a worker", () => {
  const ui = useUi(async (keep) => {
    const server = keep(await startServer());
    await server.request("PUT", "scripts/host_of", { name: "Host of", code: hostCode });
    await server.request("PUT", "scripts/geo_risk", { name: "Geo risk", code: riskCode });
    await server.request("PUT", "secrets/GEO_KEY", { value: "geo-key-of-the-worker", hosts: ["geo.example.com"] });
    await server.request("PUT", "pipelines/before_signup/draft", { layers: [["host_of"], ["geo_risk"]] });
    return server;
  });

  const keep = async (...cases: readonly object[]): Promise<void> => {
    const file = { trigger: "before_signup", secrets, cases };
    const answer = await ui.server.request("PUT", "cases/before_signup", { file });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const kept = async () => {
    const answer = await ui.server.request("GET", "cases/before_signup");
    return ((await answer.json()) as { file: { cases: readonly { name: string; expect: object }[] } }).file.cases;
  };
  const open = async (options = {}): Promise<Page> => {
    const page = await ui.openAdmin("/admin/pipelines/scripts/geo_risk", options);
    await editorIn(page).getByText("Scores the sign-up").waitFor();
    return page;
  };

  test("a case goes red while somebody types, says what differs, and is green again when it is mended", async () => {
    await keep(vpn, tor, down);
    const page = await open();
    await passing(page, "3 of 3 pass");
    await typeAtLine11(page, 1, "6");
    await passing(page, "2 of 3 pass");
    const row = rowOf(page, "a VPN is scored");
    expect(await row.locator("dl").textContent()).toBe("outcome.data.score−Expected52+Actual53");
    await screenshot(page, "test-cases-red-light");
    await expectAccessible(page);
    await typeAtLine11(page, 1, "5");
    await passing(page, "3 of 3 pass");
    await row.locator("dl").waitFor({ state: "detached" });
    // Nobody pressed anything, and nothing was saved.
    expect(await (await ui.server.request("GET", "scripts/geo_risk")).json()).toMatchObject({ version: 1 });
  });

  test("a script that does not compile any more turns its cases red with the compiler's words", async () => {
    await keep(vpn);
    const page = await open();
    await passing(page, "1 of 1 pass");
    await typeAtLine11(page, 0, " +");
    await passing(page, "0 of 1 pass");
    await rowOf(page, "a VPN is scored")
      .getByText(/^geo_risk:12 failed with syntax_error: geo_risk:12: /)
      .waitFor();
  });

  test("what no case runs is told and marked at its lines, until a case does", async () => {
    await keep({ ...vpn, mocks: [{ url: "https://geo.example.com/*", json: { score: 27, tags: [] } }], expect: {} });
    const page = await open();
    const coverage = page.getByRole("group", { name: "Coverage of geo_risk" });
    await coverage.getByText(/^They run 7 of 10 statements of geo_risk\. Not run: lines 10, 11, 16\.$/).waitFor();
    const marks = editorIn(page).locator(".cm-missed");
    expect(await marks.count()).toBe(3);
    await expectAccessible(page);
    await screenshot(page, "test-cases-coverage-light");
    await coverage.getByRole("button", { name: "Line 16, which no case runs" }).click();
    await page.waitForURL(/line=16/);
    await keep(vpn, tor);
    await page.reload();
    await coverage.getByText("They run 10 of 10 statements of geo_risk.").waitFor();
    expect(await marks.count()).toBe(0);
    // What has changed since is not what ran: marks move with their lines.
    await keep(vpn);
    await page.reload();
    await coverage.getByText(/Not run: line 16\./).waitFor();
    await typeAtLine11(page, 1, "6");
    await coverage.getByText(/Not run: line 16\./).waitFor();
  });

  test("a new case is put into the file that is chosen, or into a new one", async () => {
    await keep(vpn);
    const page = await open();
    await typeContext(page, { email });
    await addMock(page, mocks[0]!.json);
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
    await page.getByRole("button", { name: "Save as test case…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("in a file of its own");
    await dialog.getByRole("combobox", { name: "File" }).click();
    await page.getByRole("option", { name: "New file…" }).click();
    const name = dialog.getByLabel("Name of the new file");
    await name.fill("No good");
    await page.keyboard.press("Control+Enter");
    await dialog.getByText(/^Use 1 to 64 of a-z/).waitFor();
    await name.fill("networks");
    await expectAccessible(page);
    await screenshot(page, "test-cases-new-file-light");
    await page.keyboard.press("Control+Enter");
    await passing(page, "2 of 2 pass");
    const answer = await ui.server.request("GET", "cases/networks");
    expect(await answer.json()).toMatchObject({ trigger: "before_signup", file: { cases: [{ name: "in a file of its own" }] } });
    expect((await kept()).map((each) => each.name)).toEqual(["a VPN is scored"]);
    await ui.server.request("DELETE", "cases/networks");
  });

  test("a run is saved as a case, renamed, edited as JSON and deleted, all by keyboard", async () => {
    await keep();
    const page = await open();
    await page.getByText("There is none yet.").waitFor();
    await typeContext(page, { email });
    await addMock(page, mocks[0]!.json);
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
    await page.getByRole("button", { name: "Save as test case…" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("VPN");
    await expectAccessible(page);
    await page.keyboard.press("Control+Enter");
    await passing(page, "1 of 1 pass");
    expect(await kept()).toMatchObject([
      {
        ...{ name: "VPN", context: { email }, mocks },
        secrets: { GEO_KEY: { value: "stand-in-for-GEO_KEY", hosts: ["geo.example.com"] } },
        expect: { exact: true, status: "success", outcome: { allowed: true, data: { score: 52 } } },
      },
    ]);

    await choose(page, "VPN", "Edit…");
    await dialog.getByLabel("Name", { exact: true }).fill("VPN, renamed");
    await dialog.getByRole("button", { name: "JSON", exact: true }).click();
    const json = dialog.getByLabel("Case", { exact: true });
    await json.fill((await json.inputValue()).replace('"score": 52', '"score": 99'));
    await page.keyboard.press("Control+Enter");
    await passing(page, "0 of 1 pass");
    await rowOf(page, "VPN, renamed").getByText("99").waitFor();

    await choose(page, "VPN, renamed", "Edit…");
    await dialog.getByRole("button", { name: "Expect what came of it last" }).click();
    await page.keyboard.press("Control+Enter");
    await passing(page, "1 of 1 pass");

    await choose(page, "VPN, renamed", "Delete…");
    await page.getByRole("button", { name: "Delete case" }).click();
    await page.getByText("There is none yet.").waitFor();
    expect(await kept()).toEqual([]);
  });

  test("a change that somebody else made in between is told, and what was typed stays", async () => {
    await keep(vpn);
    const page = await open();
    await passing(page, "1 of 1 pass");
    await choose(page, "a VPN is scored", "Edit…");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("mine");
    await keep(vpn, tor);
    await page.keyboard.press("Control+Enter");
    await dialog.getByText("Somebody else changed this in between.").waitFor();
    expect(await dialog.getByLabel("Name", { exact: true }).inputValue()).toBe("mine");
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    expect((await kept()).map(({ name }) => name)).toEqual(["mine", "Tor is denied"]);
  });

  test("what is no case is refused with the place of what is wrong", async () => {
    await keep(vpn);
    const page = await open();
    await choose(page, "a VPN is scored", "Edit…");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "JSON", exact: true }).click();
    await dialog.getByLabel("Case", { exact: true }).fill('{ "context": {}, "expect": { "status": "fine" } }');
    await page.keyboard.press("Control+Enter");
    await dialog.getByText(/cases\[0\]\.expect\.status/).waitFor();
  });

  test("a token that may only read sees the cases run, and changes none", async () => {
    await keep(vpn);
    const page = await open({ token: tokens.read });
    await passing(page, "1 of 1 pass");
    expect(await page.getByRole("button", { name: "Save as test case…" }).getAttribute("aria-disabled")).toBe("true");
    await page.getByRole("button", { name: "More of a VPN is scored" }).click();
    expect(await page.getByRole("menuitem", { name: /^Edit…/ }).getAttribute("aria-disabled")).toBe("true");
  });

  test("cases that cannot be read say so, are asked for again, and then run on without the worker", async () => {
    await keep(vpn);
    let isDown = true;
    const page = await ui.openAdmin("/admin/pipelines/scripts", { expected: /Failed to load|ERR_/ });
    await page.route("**/v1/cases**", (route) => (isDown ? route.abort() : route.continue()));
    await page.getByRole("link", { name: "geo_risk" }).click();
    const panel = page.getByRole("region", { name: "Test cases" });
    await panel.getByText("The worker couldn't be reached.").waitFor();
    isDown = false;
    await panel.getByRole("button", { name: "Try again" }).click();
    await passing(page, "1 of 1 pass");
    isDown = true;
    await typeAtLine11(page, 1, "6");
    await passing(page, "0 of 1 pass");
  });

  test("in the playground cases are kept in this browser, and run there", async () => {
    const page = await ui.open("/playground");
    await openExample(page, /Score a sign-up in a diamond/);
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
    await page.getByRole("button", { name: "Save as test case…" }).click();
    await page.keyboard.press("Control+Enter");
    await passing(page, "1 of 1 pass");
    await page.reload();
    await passing(page, "1 of 1 pass");
  });

  test.each(sizes)("are accessible, and keep to the policy (%s)", async (viewport) => {
    await keep(vpn, { ...tor, name: `<img src=x onerror=alert(1)> \u202e${tor.name}` }, { ...down, expect: {} });
    const page = await open({ viewport });
    if (viewport !== "wide") await page.getByRole("button", { name: "Details" }).click();
    await passing(page, "2 of 3 pass");
    await page.getByRole("region", { name: "Test cases" }).scrollIntoViewIfNeeded();
    await lookAt(page, "test-cases", viewport);
  });
});

const rowOf = (page: Page, name: string) =>
  page.getByRole("list", { name: "Test cases" }).getByRole("listitem").filter({ hasText: name });

const passing = (page: Page, words: string) =>
  page.getByRole("status", { name: "Test cases that pass" }).getByText(words).waitFor();

async function choose(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: `More of ${name}`, exact: true }).press("Enter");
  await page.getByRole("menuitem", { name: entry }).press("Enter");
}

/** Types at the end of line 11, which adds 25 to the score, after as many steps back. */
async function typeAtLine11(page: Page, back: number, text: string): Promise<void> {
  await editorIn(page).locator(".cm-content").press("Control+Home");
  for (let down = 0; down < 10; down++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  for (let step = 0; step < back; step++) await page.keyboard.press("Backspace");
  await page.keyboard.type(text);
}
