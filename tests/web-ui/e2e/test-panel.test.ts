import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { editorIn } from "./support/editor.ts";
import { lookAt, sizes } from "./support/page.ts";
import { startServer, tokens } from "./support/server.ts";
import { addMock, hostCode, lineOf, outcome, riskCode, typeAtStart, typeContext } from "./support/test-panel.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

const email = "mara@proton.example";

describe.skipIf(uiIsMissing)("the test panel beside the script editor, on a worker", () => {
  const ui = useUi(async (keep) => {
    const server = keep(await startServer());
    await server.request("PUT", "scripts/host_of", { name: "Host of", code: hostCode });
    await server.request("PUT", "scripts/geo_risk", { name: "Geo risk", code: riskCode });
    await server.request("PUT", "secrets/GEO_KEY", { value: "geo-key-of-the-worker", hosts: ["geo.example.com"] });
    await server.request("PUT", "pipelines/before_signup/draft", { layers: [["host_of"], ["geo_risk"]] });
    return server;
  });

  const open = async (options = {}): Promise<Page> => {
    const page = await ui.openAdmin("/admin/pipelines/scripts/geo_risk", options);
    await editorIn(page).getByText("Scores the sign-up").waitFor();
    return page;
  };

  const runWithAnswer = async (page: Page, answer: object): Promise<void> => {
    await typeContext(page, { email });
    await addMock(page, answer);
    await page.keyboard.press("Control+Enter");
  };

  test("a run with a mocked fetch shows its logs at their lines, what each line cost, and the limits", async () => {
    const page = await open();
    const before = await versionsOf("geo_risk");
    await runWithAnswer(page, { score: 27, tags: ["vpn"] });
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
    await lineOf(page, "helpers.log").locator(".cm-log").getByText("scored\tproton.example\t52").waitFor();
    const fetching = editorIn(page)
      .locator(".cm-gutter-heat")
      .getByTitle(/^Line 3: [\d,]+ instructions, \d+% of the script$/);
    await fetching.waitFor();
    await page.getByRole("meter", { name: "instructions" }).waitFor();
    expect(await page.getByRole("meter", { name: "memory" }).getAttribute("aria-valuetext")).toMatch(
      / of 4 MB memory$/,
    );
    await page.getByRole("tab", { name: "Lines" }).click();
    await page
      .getByRole("list", { name: "Lines by cost" })
      .getByRole("button", { name: /^geo_risk\. Line 3: / })
      .press("Enter");
    await page.waitForURL(/line=3/);
    await page.getByRole("switch", { name: /Instructions by line/ }).click();
    await fetching.waitFor({ state: "detached" });
    // Nothing of it reached the worker.
    expect(await versionsOf("geo_risk")).toBe(before);
    expect(await (await ui.server.request("GET", "traces")).json()).toMatchObject({ traces: [] });
  });

  test("marks move with what is typed, and are marked stale until the next run", async () => {
    const page = await open();
    await runWithAnswer(page, { score: 1, tags: [] });
    await lineOf(page, "helpers.log").locator(".cm-log").waitFor();
    await typeAtStart(page, "-- one more line\n");
    await lineOf(page, "helpers.log").locator(".cm-log").waitFor();
    await editorIn(page).locator(".cm-editor.is-stale").waitFor();
    await page.getByText("Stale: something was changed since.").waitFor();
    await page.keyboard.press("Control+Enter");
    await editorIn(page).locator(".cm-editor.is-stale").waitFor({ state: "detached" });
    await page.getByText("Stale:").waitFor({ state: "detached" });
  });

  test.each([
    { what: "a mistake at run time", broken: "local none = nil; none.x = 1", code: "runtime_error" },
    { what: "code that does not compile", broken: "local x = = 1", code: "syntax_error" },
  ])("the editor and the run tell the same of $what, at its line", async ({ broken, code }) => {
    const page = await open();
    await typeContext(page, { email });
    await typeAtStart(page, `${broken}\n`);
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Error, sign-up refused").waitFor();
    const told = page.getByRole("region", { name: "Errors" });
    await told.getByText("geo_risk, line 1: ").waitFor();
    const message = (await told.locator("bdi").textContent()) ?? "";
    expect(message).toMatch(/^geo_risk:1: /);
    const line = editorIn(page).locator(".cm-failed-line");
    expect(await line.count()).toBe(1);
    expect(await line.textContent()).toContain(broken);
    expect(await line.locator(".cm-failure").textContent()).toBe(`${code}: ${message}`);
  });

  test("a secret is tried with a stand-in, a typed value, or none, and never with the stored one", async () => {
    const page = await open();
    await runWithAnswer(page, { score: 1, tags: [] });
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
    await page.getByRole("button", { name: /^GEO_KEY/ }).click();
    const dialog = page.getByRole("dialog", { name: "Mock GEO_KEY" });
    await dialog.getByRole("button", { name: "Not set" }).click();
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Error, sign-up refused").waitFor();
    await lineOf(page, "Bearer").locator(".cm-failure").getByText("runtime_error").waitFor();
    expect(await page.content()).not.toContain("geo-key-of-the-worker");
  });

  test("a token that may only read tries scripts, too", async () => {
    const page = await open({ token: tokens.read });
    await runWithAnswer(page, { score: 1, tags: [] });
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
  });

  test("a script that no pipeline names is tried by itself, with any hook", async () => {
    await ui.server.request("PUT", "scripts/alone", { code: 'helpers.log("here")\nreturn {}\n' });
    const page = await ui.openAdmin("/admin/pipelines/scripts/alone");
    await page.getByText("As it is typed, by itself").waitFor();
    await page.getByRole("button", { name: "Run" }).click();
    await editorIn(page).locator(".cm-log").getByText("here").waitFor();
  });

  test.each(sizes)("is accessible with a result, and keeps to the policy (%s)", async (viewport) => {
    const page = await open({ viewport });
    if (viewport !== "wide") await page.getByRole("button", { name: "Details" }).click();
    await typeContext(page, { email });
    await addMock(page, { score: 27, tags: ["vpn"] });
    await page.getByRole("button", { name: "Run" }).last().click();
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
    await outcome(page).scrollIntoViewIfNeeded();
    await lookAt(page, "test-panel", viewport);
  });

  const versionsOf = async (id: string): Promise<number> => {
    const answer = (await (await ui.server.request("GET", `scripts/${id}`)).json()) as { version: number };
    return answer.version;
  };
});
