import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { attach, card, focusCard, press } from "./support/canvas.ts";
import { lookAt, sizes, type OpenOptions } from "./support/page.ts";
import { outcome } from "./support/playground.ts";
import { startServer } from "./support/server.ts";
import { seedStory } from "./support/story.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("how pipelines look in Chromium", () => {
  const ui = useUi(async (keep) => {
    const server = keep(await startServer());
    await seedStory(server);
    return server;
  });
  const admin = (path: string, options?: OpenOptions): Promise<Page> =>
    ui.openAdmin(`/admin/pipelines${path}`, options);

  test.each(sizes)("lanes, inspector and canvas are accessible (%s)", async (viewport) => {
    const page = await admin("/before_signup", { viewport });
    await page.getByText("edited").first().waitFor();
    await lookAt(page, "pipelines", viewport);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    if (viewport === "wide") {
      await focusCard(page, "geo_risk");
      await press(page, "Space", "ArrowRight");
      await lookAt(page, "pipelines-carrying");
      await press(page, "Escape", "Control+Shift+Enter");
      await page.getByText("Error, refused").waitFor();
      await lookAt(page, "pipelines-publish");
    }
    if (viewport !== "wide") {
      await page.getByRole("button", { name: /^(About before_signup|Settings)$/ }).click();
      await page.getByText("If a script fails").first().waitFor();
      await lookAt(page);
    }
  });

  test("a card is no wider than a phone, whatever its script says of itself", async () => {
    await ui.server.request("PUT", "scripts/wordy", { code: `-- ${"Says much of itself. ".repeat(20)}\nreturn nil\n` });
    await ui.server.request("PUT", "pipelines/before_signout/draft", { layers: [["wordy"]] });
    const page = await admin("/before_signout", { viewport: "phone" });
    const shown = page.locator(".script-card", { hasText: "Says much of itself." });
    const { right, room } = await shown.evaluate((each) => {
      return { right: each.getBoundingClientRect().right, room: innerWidth };
    });
    expect(right).toBeLessThan(room);
  });

  test("a phone publishes what differs from what runs, and nothing else", async () => {
    await ui.server.request("PUT", "scripts/bye", { code: "return nil\n" });
    await ui.server.request("POST", "pipelines/client_after_authorize/publish", { pipeline: { layers: [["bye"]] } });
    const page = await admin("/client_after_authorize", { viewport: "phone" });
    const publish = page.getByRole("button", { name: "Publish v2…" });
    await publish.and(page.locator("[aria-disabled=true]")).waitFor();
    await ui.server.request("PUT", "pipelines/client_after_authorize/draft", { layers: [["bye"], ["audit"]] });
    await page.reload();
    await publish.and(page.locator(":not([aria-disabled])")).waitFor();
  });

  test.each(sizes)("the graph is accessible (%s)", async (viewport) => {
    const page = await admin("/before_signup/graph", { viewport });
    await page.getByText("Kept as layers: each script").waitFor();
    await page.locator('.react-flow__node[data-id="risk_verdict"]').waitFor();
    await lookAt(page, "graph", viewport);
  });

  test("history, a run with a sample and a conflict are accessible", async () => {
    const page = await admin("/before_signup");
    await page.getByRole("button", { name: "Compare and see all" }).click();
    await page.getByRole("region", { name: "Compare two versions" }).getByText("risk_verdict").first().waitFor();
    await lookAt(page, "pipelines-history");
    await press(page, "Escape");
    await page.getByRole("button", { name: "Run with a sample" }).click();
    await outcome(page).getByText("refused").first().waitFor();
    await lookAt(page, "pipelines-sample");
    await press(page, "Escape");

    const draft = "pipelines/apikey_before_revoke/draft";
    await ui.server.request("PUT", draft, { layers: [["audit"]] });
    await page.goto(`/admin/pipelines/apikey_before_revoke`);
    await card(page, "audit").waitFor();
    await ui.server.request("PUT", draft, { layers: [["audit", "welcome"]] });
    await page.getByRole("button", { name: "Add a script as a new layer at the end" }).click();
    await attach(page, "claims");
    await page.getByRole("button", { name: "Compare…" }).click();
    await page.getByText("Mine: layer 2. Theirs: not there.").waitFor();
    await lookAt(page, "pipelines-conflict");
    await ui.server.request("DELETE", draft);
  });
});
