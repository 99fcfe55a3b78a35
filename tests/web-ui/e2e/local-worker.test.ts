import { describe, expect, test } from "vitest";

import { goTheWholeWay } from "./support/journey.ts";
import { startLocalWorker } from "./support/local-worker.ts";
import { outcome } from "./support/playground.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("the web UI on the worker of npm start, in workerd", () => {
  const ui = useUi(startLocalWorker);

  test("an admin goes the whole way", { timeout: 240_000 }, () => goTheWholeWay({ ui }));

  test("a secret that is rotated takes effect", { timeout: 120_000 }, async () => {
    const { server } = ui;
    const code = `if helpers.secret("DOOR_KEY") == "door-key-after" then return {} end
return { allowed = false, code = "door", error = "Wrong key." }`;
    await server.request("PUT", "secrets/DOOR_KEY", { value: "door-key-before" });
    await server.request("PUT", "scripts/door", { code });
    const pipeline = { layers: [["door"]] };
    await server.request("POST", "pipelines/before_signin/publish", { pipeline, override: true, note: "Door" });
    const signIn = () => server.run("before_signin", { email: "ada@corp.example" });
    expect(await signIn()).toMatchObject({ allowed: false, code: "door" });

    const page = await ui.openAdmin("/admin/pipelines/secrets");
    const row = page.getByRole("row", { name: /^DOOR_KEY/ });
    await row.getByRole("button", { name: "Rotate…" }).click();
    await page.getByLabel("New value").fill("door-key-after");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(signIn, { timeout: 70_000, interval: 1_000 }).toMatchObject({ allowed: true });
  });

  test("the playground runs what it publishes in the browser", async () => {
    const page = await ui.open("/playground");
    await page
      .getByRole("button", { name: /Score a sign-up in a diamond/ })
      .first()
      .click();
    await page.waitForURL(/hook=/);
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText("Allowed, sign-up went on").waitFor();
  });
});
