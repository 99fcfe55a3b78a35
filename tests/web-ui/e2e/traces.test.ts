import type { Page } from "playwright-core";
import type { Span, Trace } from "sluice";
import { describe, expect, test } from "vitest";

import { expectAccessible, lookAt, screenshot, sizes } from "./support/page.ts";
import { startServer, tokens } from "./support/server.ts";
import { tellRuns, type ToldRuns } from "./support/told-runs.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("traces in Chromium", () => {
  let story: ToldRuns;
  let failed: string;
  const ui = useUi(async (keep) => {
    story = keep(await tellRuns());
    failed = await story.signUp("corp.example", { geo: 503 });
    return startServer({}, story.store);
  });

  const at = (path = ""): string => `/admin/pipelines/traces${path}`;
  const rows = (page: Page) => page.getByRole("grid", { name: "Traces" }).getByRole("row");

  test.each(sizes)("the list is accessible and keeps to the policy (%s)", async (viewport) => {
    const page = await ui.openAdmin(at(), { viewport });
    await rows(page).getByText("allowed").first().waitFor();
    await page.locator(".plot canvas").first().waitFor();
    await settled(page);
    await lookAt(page, "traces", viewport);
  });

  test.each(sizes)("a trace is accessible and keeps to the policy (%s)", async (viewport) => {
    const page = await ui.openAdmin(at(`/${failed}`), { viewport });
    await page.getByText("Error, sign-up refused").waitFor();
    await settled(page);
    await lookAt(page, "trace", viewport);
    if (viewport !== "wide") {
      await page.getByRole("treeitem", { name: /^risk_verdict/ }).click();
      await page.getByRole("dialog").getByText("runtime_error").waitFor();
      await lookAt(page, "trace-span", viewport);
    }
  });

  test("a filter is in the address, survives a reload, and Back undoes it", async () => {
    const page = await ui.openAdmin(at());
    await rows(page).nth(1).waitFor();
    await page.keyboard.press("f");
    await page.getByRole("button", { name: /^status/ }).click();
    await page.getByRole("button", { name: "error", exact: true }).click();
    await page.waitForURL("**/traces?status=error");
    await page.getByText(/^\d+ in all$/).waitFor();
    const count = await page.getByText(/^\d+ in all$/).textContent();
    await page.reload();
    await page.getByText(/^\d+ in all$/).waitFor();
    expect(await page.getByText(/^\d+ in all$/).textContent()).toBe(count);
    expect(await page.getByRole("button", { name: "status = error" }).isVisible()).toBe(true);
    await page.keyboard.press("f");
    await page.getByRole("button", { name: /^script/ }).click();
    await page.getByRole("combobox", { name: "Script" }).fill("risk_v");
    await page.getByRole("option", { name: "risk_verdict" }).click();
    await page.waitForURL("**/traces?status=error&script=risk_verdict");
    await page.goBack();
    await page.waitForURL("**/traces?status=error");
    await page.getByRole("button", { name: "Remove status" }).click();
    await page.waitForURL((url) => url.search === "");
  });

  test("what an address says that no filter means is told and left out", async () => {
    const page = await ui.openAdmin(at("?status=failed&since=1h"));
    await page.getByText("status = failed").waitFor();
    expect(await page.getByText("was left out").textContent()).toContain("success, blocked or error");
  });

  test("the keyboard goes through the list, opens a trace, goes on from there, and back", async () => {
    const page = await ui.openAdmin(at("?trigger=before_signup"));
    await rows(page).nth(1).waitFor();
    await page.getByRole("grid", { name: "Traces" }).focus();
    for (const key of ["ArrowDown", "j", "j", "k"]) await page.keyboard.press(key);
    const selected = page.getByRole("row", { selected: true });
    expect(await selected.getAttribute("aria-rowindex")).toBe("3");
    const second = await selected.getByRole("link").getAttribute("href");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${second ?? ""}`);
    await page.getByRole("button", { name: "Older trace" }).and(page.locator(":enabled")).waitFor();
    await page.keyboard.press("j");
    await page.waitForURL((url) => !url.href.endsWith(second ?? ""));
    await page.getByRole("button", { name: "Newer trace" }).and(page.locator(":enabled")).waitFor();
    await page.keyboard.press("k");
    await page.waitForURL(`**${second ?? ""}`);
    await page.getByRole("link", { name: "Traces" }).last().click();
    await page.waitForURL("**/traces?trigger=before_signup");
  });

  test("new traces come in at the top, and wait while somebody reads", async () => {
    const page = await ui.openAdmin(at("?user=live_user"));
    await page.getByText("No traces match").waitFor();
    const run = async (): Promise<void> => {
      await ui.server.request("POST", "triggers/before_signin", {
        context: { email: "a@corp.example" },
        userId: "live_user",
      });
    };
    await run();
    await rows(page).nth(1).waitFor();
    await page.getByRole("grid", { name: "Traces" }).focus();
    await page.keyboard.press("ArrowDown");
    await run();
    await page.getByText("1 newer trace. Nothing moves while you read.").waitFor();
    await screenshot(page, "traces-newer-light");
    await page.getByRole("button", { name: "Show them" }).click();
    await rows(page).nth(2).waitFor();
  });

  test("an error says its line, its cause and what the user saw", async () => {
    const page = await ui.openAdmin(at(`/${failed}`));
    const panel = page.getByRole("complementary", { name: "risk_verdict" });
    await panel.getByText("geo_risk returned no score; its fetch to geo.riskapi.com was answered 503.").waitFor();
    expect(await panel.locator(".code-frame-row.is-marked").first().textContent()).toContain(
      "if geo.score >= limit then",
    );
    expect(await panel.textContent()).toContain("Sign-up isn't available right now.");
    expect(await panel.getByRole("meter", { name: "instructions" }).getAttribute("aria-valuetext")).toMatch(
      /of 50,000/,
    );
    await panel.getByRole("tab", { name: "Input" }).click();
    await panel.getByText("fallback").waitFor();
    expect(await panel.textContent()).toContain("u***@corp.example");
    expect(await panel.getByText("masked").count()).toBeGreaterThan(0);
  });

  test("the waterfall is a tree that keys go through, close, zoom and fit", async () => {
    const page = await ui.openAdmin(at(`/${failed}`));
    const tree = page.getByRole("tree", { name: "Spans" });
    await tree.getByRole("treeitem", { name: /^risk_verdict/, selected: true }).waitFor();
    await tree.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    expect(await tree.getByRole("treeitem").count()).toBe(1);
    await page.keyboard.press("ArrowRight");
    for (let n = 0; n < 5; n++) await page.keyboard.press("ArrowDown");
    const fetch = tree.getByRole("treeitem", { selected: true });
    expect(await fetch.getAttribute("aria-label")).toContain("GET api.disposable-check.com");
    expect(await fetch.getAttribute("aria-level")).toBe("4");
    const fit = page.getByRole("button", { name: "Fit" });
    expect(await fit.isDisabled()).toBe(true);
    await page.keyboard.press("+");
    expect(await fit.isDisabled()).toBe(false);
    await page.keyboard.press("0");
    expect(await fit.isDisabled()).toBe(true);
    await page.getByRole("slider", { name: "End of what is shown" }).press("ArrowLeft");
    expect(await fit.isDisabled()).toBe(false);
  });

  test("text of scripts, logs, errors and services is text", async () => {
    const user = { id: "u1", name: 'Bob"><img src=x onerror="window.hacked=1"> \u202egnp.exe' };
    const context = { user, session: { id: "s1", userId: "u1" } };
    const { traceId: id = "" } = await story.run("after_signin", context, { userId: user.name });
    const page = await ui.openAdmin(at(`/${id}`));
    await page.getByRole("log", { name: "Logs" }).getByText("<script>").waitFor();
    const text = (await page.getByRole("main").textContent()) ?? "";
    expect(text).toContain("<script>window.hacked=1</script>\\u{001B}[31mred\\u{200B}");
    expect(text).toContain("\\u{202E}gnp.exe");
    expect(text).toContain("<iframe src=javascript:window.hacked=1>");
    expect(text).toContain("<b onmouseover=alert(1)>No</b> \\u{202E}evil");
    expect(text).not.toMatch(/[\u202e\u001b\u200b]/);
    await page.getByRole("log", { name: "Logs" }).getByRole("button", { name: /^long/ }).click();
    await page.goto(at());
    await rows(page).getByText("after_signin").first().waitFor();
    await settled(page);
    expect(await page.locator("img, iframe, b[onmouseover]").count()).toBe(0);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    await screenshot(page, "traces-hostile-light");
  });

  test("a frozen clock shows steps and makes no time up", async () => {
    const trace = await story.control.traces.get(failed);
    const spans = trace?.spans.map((span): Span => ({ ...span, ...(span.kind === "INTERNAL" && still(span)) })) ?? [];
    const id = "f".repeat(32);
    await story.saveTrace({ ...(trace as Trace), id, clock: "frozen", spans });
    const page = await ui.openAdmin(at(`/${id}`));
    await page.getByText("Clock frozen between I/O").waitFor();
    expect(await page.getByRole("treeitem", { name: /^normalize_email/ }).textContent()).toContain("unmeasurable");
    expect(await page.getByRole("checkbox", { name: "Critical path" }).isDisabled()).toBe(true);
    await expectAccessible(page);
    await screenshot(page, "trace-frozen-light");
  });

  test("a trace that is not there, and one that cannot be had, say so", async () => {
    const missing = await ui.openAdmin(at(`/${"0".repeat(32)}`));
    await missing.getByText("There is no such trace").waitFor();
    await expectAccessible(missing);
    const page = await ui.openAdmin("about:blank");
    await page.route("**/v1/traces?*", (route) => route.fulfill({ status: 503, body: "{}" }));
    await page.goto(at());
    await page.getByText("Traces couldn't be loaded").waitFor({ timeout: 30_000 });
    await expectAccessible(page);
    await screenshot(page, "traces-error-light");
    await page.unroute("**/v1/traces?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await rows(page).nth(1).waitFor();
  });

  test("the numbers of the charts stand in a table", async () => {
    const page = await ui.openAdmin(at("?trigger=before_signup&since=2h"));
    await page.locator(".plot canvas").first().waitFor();
    await page.getByRole("button", { name: "Show the numbers as a table" }).click();
    const table = page.getByRole("table", { name: "Outcomes and durations by time" });
    await table.getByText("v1 published").waitFor();
    await expectAccessible(page);
    await screenshot(page, "traces-chart-table-light");
  });

  test("dragging over a chart sets the range", async () => {
    const page = await ui.openAdmin(at());
    const plot = page.locator(".plot .u-over").first();
    await plot.waitFor();
    const box = await plot.boundingBox();
    if (!box) throw new Error("The chart has no place.");
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/since=2\d{3}-.*until=2\d{3}-/);
    await page.getByRole("button", { name: /^since = / }).waitFor();
  });

  test("a user's traces are erased once their id was typed twice", async () => {
    const context = { email: "x@y.example" };
    await ui.server.request("POST", "triggers/before_signin", { context, userId: "to_erase" });
    const page = await ui.openAdmin(at("?user=to_erase"));
    await rows(page).nth(1).waitFor();
    await page.getByRole("button", { name: "More for traces" }).click();
    await page.getByRole("menuitem", { name: "Erase a user's traces…" }).click();
    await page.getByLabel("User id", { exact: true }).fill("to_erase");
    await page.getByText("That is 1 trace.").waitFor();
    const erase = page.getByRole("button", { name: "Erase traces" });
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel("The same id again").fill("to_erase");
    await expectAccessible(page);
    await erase.click();
    await page.getByText(/1 trace with \d+ spans? deleted\./).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    await page.getByText("No traces match").waitFor();
  });

  test("cleaning up deletes what is older than traces are kept, and says how much", async () => {
    const old = Date.now() - 31 * 86_400_000;
    const trace = (await story.control.traces.get(failed)) as Trace;
    await story.saveTrace({ ...trace, id: "e".repeat(32), startedAt: old, endedAt: old, createdAt: old });
    const page = await ui.openAdmin(at());
    await rows(page).nth(1).waitFor();
    await page.getByRole("button", { name: "More for traces" }).click();
    await page.getByRole("menuitem", { name: "Clean up now…" }).click();
    await page.getByText("That is 1 trace.").waitFor();
    await page.getByRole("button", { name: "Clean up", exact: true }).click();
    await page.getByText(/1 trace with \d+ spans deleted\./).waitFor();
  });

  test("somebody who may read only is not offered to delete", async () => {
    const page = await ui.openAdmin(at(), { token: tokens.read });
    await rows(page).nth(1).waitFor();
    await page.getByRole("button", { name: "More for traces" }).click();
    expect(await page.getByRole("menuitem", { name: /^Erase/ }).getAttribute("aria-disabled")).toBe("true");
  });

  test("a trace is downloaded as JSON and as OTLP", async () => {
    const page = await ui.openAdmin(at(`/${failed}`));
    for (const [name, file] of [
      ["Download JSON", `trace-${failed}.json`],
      ["Download OTLP", `trace-${failed}.otlp.json`],
    ] as const) {
      await page.getByRole("button", { name: "JSON, OTLP" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(file);
    }
  });
});

/** The span as a clock tells it that only I/O moves. */
function still(span: Span): Partial<Span> {
  return { endedAt: span.startedAt, durationMs: 0 };
}

/** Waits until nothing is on its way, so that pictures are the same each time. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(400);
  await page.evaluate(async () => void (await document.fonts.ready));
}
