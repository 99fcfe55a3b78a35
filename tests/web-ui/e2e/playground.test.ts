import { describe, expect, test } from "vitest";

import { editorIn } from "./support/editor.ts";
import { lookAt, sizes } from "./support/page.ts";
import { openExample, outcome } from "./support/playground.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("the playground in Chromium", () => {
  const ui = useUi();

  test.each(sizes)("the gallery is accessible, and keeps to the policy (%s)", async (viewport) => {
    const page = await ui.open("/playground", { viewport });
    await page
      .getByRole("button", { name: /Refuse throw-away e-mail/ })
      .first()
      .waitFor();
    if (viewport === "wide") await editorIn(page).getByText("Refuses throw-away").waitFor();
    await lookAt(page, "playground", viewport);
  });

  test.each(sizes)("the bench with a result is accessible, and keeps to the policy (%s)", async (viewport) => {
    const page = await ui.open("/playground", { viewport });
    await openExample(page, /Score a sign-up in a diamond/);
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
    await lookAt(page, "playground-run", viewport);
  });

  test("an example is opened by keyboard, tried, changed, and its last result is marked stale until it is run again", async () => {
    const page = await ui.open("/playground");
    await page
      .getByRole("button", { name: /Refuse throw-away e-mail/ })
      .first()
      .focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/hook=before_signup/);
    await editorIn(page)
      .getByText("context.email:lower()")
      .or(editorIn(page).getByText("Brings the address"))
      .first()
      .waitFor();
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
    await page.getByRole("tab", { name: "Data" }).click();
    await page.getByText('"risk": 55').waitFor();

    await page.getByRole("button", { name: "risk_verdict" }).first().click();
    await editorIn(page).getByText("Weighs the scores").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n-- changed");
    await page.getByText("Stale: something was changed since.").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("Stale:").waitFor({ state: "detached" });
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
  });

  test("a deny says what the person reads, and a failing script leads to its line", async () => {
    const page = await ui.open("/playground");
    await openExample(page, /Refuse throw-away e-mail/);
    await page.getByRole("button", { name: "Take a sample" }).click();
    await page.getByRole("menuitem", { name: "Throw-away address" }).first().click();
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Blocked, sign-up refused").waitFor();
    await outcome(page).getByText("Use a permanent e-mail address.").waitFor();
    await editorIn(page).getByText("Refuses throw-away").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("local x = nil\nx.y = 1\n");
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Error, sign-up refused").waitFor();
    await page.getByRole("region", { name: "Errors" }).getByText("runtime_error").waitFor();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.waitForURL(/line=2/);
  });

  test("what is published runs for real, leaves a trace, and all of it survives a reload, also offline", async () => {
    const page = await ui.open("/playground", {
      serviceWorker: true,
      expected: /ERR_INTERNET_DISCONNECTED/,
    });
    await openExample(page, /Score a sign-up in a diamond/);
    await page.getByRole("button", { name: "Published" }).click();
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByRole("link", { name: "Open the trace" }).waitFor();
    await editorIn(page).getByText("Brings the address").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("-- not saved");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

    await page.context().setOffline(true);
    await page.reload();
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
    await editorIn(page).getByText("-- not saved").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("edited", { exact: true }).waitFor({ state: "detached" });
    await outcome(page).getByRole("link", { name: "Open the trace" }).click();
    await page.waitForURL(/\/playground\/traces\/[0-9a-f]{32}/);
    await page.getByText("POST geo.example.com/v2/lookup").filter({ visible: true }).first().waitFor();
    // The API's answers are never kept.
    expect(
      await page.evaluate(() =>
        fetch("/v1/health").then(
          () => "answered",
          () => "not kept",
        ),
      ),
    ).toBe("not kept");
  });

  test("a mock decides what a service answers, and what none answers is told and not sent", async () => {
    const page = await ui.open("/playground");
    await openExample(page, /Limit keys per user/);
    await page.getByRole("button", { name: /keys\.example\.com\/users\/\*/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("JSON", { exact: true }).last().fill('{"count": 99}');
    await dialog.getByRole("button", { name: "Save mock" }).click();
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("You have 10 keys.").waitFor();
    await page.getByRole("button", { name: /keys\.example\.com\/users\/\*/ }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await page.keyboard.press("Control+Enter");
    await page
      .getByRole("region", { name: "Would call" })
      .getByText("https://keys.example.com/users/u_204/count")
      .waitFor();
  });

  test("a script that never ends is stopped at its limit, and the page stays alive", async () => {
    const page = await ui.open("/playground");
    await openExample(page, /A script that never ends/);
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Allowed, although endless failed").waitFor();
    await page.getByRole("region", { name: "Errors" }).getByText("limit_instructions", { exact: true }).waitFor();
  });

  test("a second tab sees what the first has saved", async () => {
    const page = await ui.open("/playground");
    const other = await page.context().newPage();
    await other.goto("/playground/scripts");
    await other.getByText("There is no script yet").waitFor();
    await openExample(page, /Audit consent/);
    await other.getByRole("link", { name: "consent_audit" }).waitFor();
  });

  test("everything is exported, deleted, and read in again", async () => {
    const page = await ui.open("/playground");
    await openExample(page, /Check redirect addresses/);
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "More of the playground" }).click();
    await page.getByRole("menuitem", { name: "Export to a file" }).click();
    const file = await (await downloading).path();
    await page.getByRole("button", { name: "More of the playground" }).click();
    await page.getByRole("menuitem", { name: /Reset the playground/ }).click();
    await page.getByRole("button", { name: "Delete everything" }).click();
    await page.getByRole("heading", { name: "Write a script, run it against a hook" }).waitFor();
    await page.getByRole("link", { name: /Scripts/ }).click();
    await page.getByText("There is no script yet").waitFor();
    await page.goto("/playground");
    await page.getByLabel("File of a playground").first().setInputFiles(file);
    await page
      .getByText(/was read in/)
      .first()
      .waitFor();
    await page.getByRole("link", { name: /Scripts/ }).click();
    await page.getByRole("link", { name: "client_name" }).waitFor();
  });

  test("a hostile name, log, error and upstream body are text", async () => {
    const page = await ui.open("/playground");
    await openExample(page, /Refuse throw-away e-mail/);
    await editorIn(page).getByText("Refuses throw-away").click();
    await page.keyboard.press("Control+A");
    const hostile = "<img src=x onerror=alert(1)>";
    await page.keyboard.insertText(
      `helpers.log("${hostile}\\u{202e}")\nreturn {allowed = false, code = "x", error = "${hostile}"}`,
    );
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText(hostile).waitFor();
    await page.getByRole("tab", { name: "Logs" }).click();
    await page
      .getByText(`${hostile}\\u{202E}`)
      .or(page.getByText(`${hostile}\\u202E`))
      .first()
      .waitFor();
    await editorIn(page).locator(".cm-log").getByText(hostile).waitFor();
    // The editor itself has one beside each of its widgets.
    expect(await page.locator("img:not(.cm-widgetBuffer)").count()).toBe(0);
  });
});
