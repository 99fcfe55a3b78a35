import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { expectAccessible, lookAt, screenshot, sizes } from "./support/page.ts";
import { startServer, tokens } from "./support/server.ts";
import { blocking, hostile, tellRuns, type ToldRuns } from "./support/told-runs.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("replay and comparison in Chromium", () => {
  let story: ToldRuns;
  let failed: string;
  let allowed: string;
  let unrecorded: string;
  let attacked: string;
  const ui = useUi(async (keep) => {
    story = keep(await tellRuns(4));
    unrecorded = await story.signUp("corp.example");
    await story.control.pipelines.publish({ ...blocking, sampling: { journal: 1 } }, { override: true });
    failed = await story.signUp("corp.example", { geo: 503 });
    allowed = await story.signUp("uni.example");
    const watched = { trigger: "after_signin", layers: [["hostile"]], sampling: { journal: 1 } } as const;
    await story.control.pipelines.publish(watched, { override: true });
    const user = { id: "u1", name: hostile.name.replace("\u0000", "") };
    const ran = await story.run("after_signin", { user, session: { id: "s1", userId: "u1" } });
    attacked = ran.traceId ?? "";
    return startServer({}, story.store);
  });

  const at = (path: string): string => `/admin/pipelines/traces/${path}`;
  const mended = `local geo = context.outputs.geo_risk
if (geo.score or 40) >= 80 then
  return { allowed = false, error = "No.", code = "geo_risk" }
end
return { data = { risk = geo.score or 40 } }`;

  async function replaceCode(page: Page, code: string): Promise<void> {
    await page.locator("[data-code-editor] .cm-content").first().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(code);
  }

  test.each(sizes)("a replay is accessible and keeps to the policy (%s)", async (viewport) => {
    const page = await ui.openAdmin(at(`${failed}/replay`), { viewport });
    await page.getByText("Same outcome, byte for byte").waitFor();
    await page.locator("[data-code-editor] .cm-content").first().waitFor();
    await lookAt(page, "replay", viewport);
  });

  test.each(sizes)("a comparison is accessible and keeps to the policy (%s)", async (viewport) => {
    const page = await ui.openAdmin(at(`compare/${failed}/${allowed}`), { viewport });
    await page.getByRole("table", { name: "Script by script" }).waitFor();
    await lookAt(page, "compare", viewport);
  });

  test("a trace of the worker is replayed exactly, then changed, and tells what would have been different", async () => {
    const page = await ui.openAdmin(at(failed));
    await page.getByRole("button", { name: "Open in playground" }).waitFor();
    await page.keyboard.press("r");
    await page.waitForURL(`**/${failed}/replay`);
    await page.getByText("Same outcome, byte for byte").waitFor();
    await replaceCode(page, mended);
    await page.getByText("Changed since; run again.").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("What would have been different").waitFor();
    expect(await page.getByRole("status").filter({ hasText: "Was:" }).textContent()).toContain(
      "Was: error, sign-up refused. Edited: risk_verdict.",
    );
    const ends = page.getByRole("table", { name: "How they ended" });
    expect(await ends.getByRole("row", { name: /^Outcome/ }).textContent()).toBe("Outcomeerrorsuccess");
    await screenshot(page, "replay-changed-light");
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByText("Same outcome, byte for byte").waitFor();
  });

  test("a request that was not recorded is a miss, and none is sent", async () => {
    const page = await ui.openAdmin(at(`${failed}/replay`));
    await page.getByText("Same outcome, byte for byte").waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await replaceCode(page, 'local r = helpers.fetch("https://other.example/x")\nreturn {}');
    await page.keyboard.press("Control+Enter");
    const miss = page.getByText("risk_verdict: GET https://other.example/x");
    await miss.waitFor();
    expect(await page.getByText("Misses: not in the journal").isVisible()).toBe(true);
    expect(asked.filter((url) => url.includes("other.example"))).toEqual([]);
    await screenshot(page, "replay-miss-light");
  });

  test("effects are stepped through by keys, with what was supplied", async () => {
    const page = await ui.openAdmin(at(`${failed}/replay`));
    const list = page.getByRole("listbox", { name: /^Effects/ });
    await list.waitFor();
    const count = await list.getByRole("option").count();
    expect(count).toBe(3);
    await list.focus();
    await page.keyboard.press("End");
    const detail = page.getByRole("group", { name: `Effect ${count} of ${count}` });
    await detail.waitFor();
    expect(await detail.textContent()).toContain("POST https://geo.riskapi.com/v2");
    expect(await detail.textContent()).toContain("503");
    expect(await list.textContent()).toContain("version 1, bound to geo.riskapi.com, without its value");
    expect(await page.content()).not.toContain("geo-secret-value-0001");
  });

  test("nothing of a worker's recording is kept in the browser", async () => {
    const page = await ui.openAdmin(at(`${failed}/replay`));
    await page.getByText("Same outcome, byte for byte").waitFor();
    const kept = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      session: JSON.stringify(sessionStorage),
      local: JSON.stringify(localStorage),
    }));
    expect(kept.databases).toEqual([]);
    expect(kept.session + kept.local).not.toContain("corp.example");
  });

  test("a run without a journal says why it cannot be opened, and so does a token without the role", async () => {
    const page = await ui.openAdmin(at(`${unrecorded}/replay`));
    await page.getByText("This run left no journal").waitFor();
    const reader = await ui.openAdmin(at(`${failed}/replay`), { token: tokens.read, expected: /403/ });
    await reader.getByText("This token can't see this").waitFor();
  });

  test("what a recording brings from outside is text", async () => {
    const page = await ui.openAdmin(at(`${attacked}/replay`));
    await page.getByText("Same outcome, byte for byte").waitFor();
    const list = page.getByRole("listbox", { name: /^Effects/ });
    await list.focus();
    await page.keyboard.press("End");
    await page.getByText("javascript:window.hacked=1").first().waitFor();
    const text = (await page.getByRole("main").textContent()) ?? "";
    expect(text).toContain("<iframe src=javascript:window.hacked=1>");
    expect(text).not.toMatch(/[\u202e\u001b\u200b]/);
    expect(await page.locator("img:not(.cm-widgetBuffer), iframe, b[onmouseover]").count()).toBe(0);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  });

  test("two traces are compared from the detail page", async () => {
    const page = await ui.openAdmin(at(failed));
    await page.getByRole("button", { name: "Compare with…" }).waitFor();
    await page.keyboard.press("c");
    const choices = page.getByRole("dialog", { name: "Compare with…" }).getByRole("listitem");
    await choices.nth(1).waitFor();
    await screenshot(page, "compare-choose-light");
    await page.locator(`a[href$="/compare/${failed}/${allowed}"]`).press("Enter");
    await page.waitForURL(`**/compare/${failed}/${allowed}`);
    const scripts = page.getByRole("table", { name: "Script by script" });
    await scripts.waitFor();
    expect(await scripts.getByRole("row", { name: /^risk_verdict/ }).textContent()).toContain("status, error");
    await page.getByRole("button", { name: "Swap sides" }).click();
    await page.waitForURL(`**/compare/${allowed}/${failed}`);
  });

  test("two traces are picked in the list, by key and by click", async () => {
    const page = await ui.openAdmin("/admin/pipelines/traces?trigger=before_signup");
    const rowOf = (id: string) => page.getByRole("row").filter({ has: page.locator(`a[href*="/traces/${id}"]`) });
    await rowOf(failed).waitFor();
    await page.getByRole("grid", { name: "Traces" }).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("c");
    const bar = page.getByRole("group", { name: "Compare two traces" });
    await bar.waitFor();
    await screenshot(page, "compare-pick-light");
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });
    await rowOf(failed).click({ modifiers: ["Shift"] });
    await bar.waitFor();
    await rowOf(allowed).click({ modifiers: ["Shift"] });
    await page.waitForURL(`**/compare/${failed}/${allowed}`);
  });

  test("a run is saved as a test case, once it is run as it is", async () => {
    const page = await ui.openAdmin(at(`${failed}/replay`));
    await page.getByText("Same outcome, byte for byte").waitFor();
    await replaceCode(page, mended);
    const save = page.getByRole("button", { name: "Save as test case…" });
    await page.getByText("Changed since; run again.").waitFor();
    expect(await save.getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("Control+Enter");
    await page.getByText("What would have been different").waitFor();
    await save.click();
    const dialog = page.getByRole("dialog", { name: "Save as test case" });
    await dialog.getByLabel("Name", { exact: true }).fill("Lookup fails");
    await expectAccessible(page);
    const download = dialog.getByRole("button", { name: "Download" });
    const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
    expect(file.suggestedFilename()).toBe("lookup-fails.cases.json");
    const saved = JSON.parse(await readFile(await file.path(), "utf8")) as object;
    expect(saved).toMatchObject({
      trigger: "before_signup",
      cases: [
        {
          mocks: [{ status: 200 }, { method: "POST", url: "https://geo.riskapi.com/v2", status: 503 }],
          expect: { status: "success", outcome: { allowed: true, data: { risk: 40 } } },
        },
      ],
    });
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Show it" }).first().click();
    await page.waitForURL(/\/scripts\/\w+\?hook=before_signup$/);
    const kept = page
      .getByRole("list", { name: "Test cases" })
      .getByRole("listitem")
      .filter({ hasText: "Lookup fails" });
    // The draft is not mended: what the case expects is not what it does.
    await kept.getByText("fails", { exact: true }).waitFor();
    expect(await kept.locator("dl").textContent()).toContain('status−Expected"success"+Actual"error"');
    await screenshot(page, "test-cases-from-replay-light");
    await page.goto("/admin/pipelines/scripts/risk_verdict?hook=before_signup");
    await replaceCode(page, mended);
    await kept.getByText("passes", { exact: true }).waitFor();
  });

  test("in the playground a trace of its own is replayed the same way", async () => {
    const page = await ui.open("/playground");
    await page
      .getByRole("button", { name: /Score a sign-up in a diamond/ })
      .first()
      .dblclick();
    await page.waitForURL(/hook=before_signup/);
    await page.goto("/playground/pipelines/before_signup");
    await page.getByRole("switch", { name: "Record for replay" }).click();
    await page.getByText(/^Draft saved/).waitFor();
    await page
      .getByRole("button", { name: /^Publish v/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog", { name: /Publish/ });
    await dialog.getByText("Allowed", { exact: true }).waitFor();
    await dialog.getByText("Rolling back is one click.").first().waitFor();
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await page.goto("/playground?hook=before_signup");
    await page.getByRole("button", { name: "Published" }).click();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("link", { name: "Open the trace" }).click();
    await page.getByRole("button", { name: "Open in playground" }).click();
    await page.getByText("Same outcome, byte for byte").waitFor();
    await replaceCode(page, 'return { allowed = false, error = "No.", code = "no" }');
    await page.keyboard.press("Control+Enter");
    await page.getByText("What would have been different").waitFor();
    expect(await page.getByRole("table", { name: "How they ended" }).textContent()).toContain("blocked");
  });
});
