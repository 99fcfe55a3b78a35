import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { chromiumPath, launchChromium } from "../../support/chromium.ts";
import { expectAccessible, openAdmin, openPage, screenshot, type Theme } from "./support/page.ts";
import { serverIsMissing, startServer, type RunningServer } from "./support/server.ts";

const themes: readonly Theme[] = ["light", "dark"];

/** The words of each screen while it has nothing, and when it cannot be had. */
const screens = [
  { name: "pipelines", path: "/pipelines", adminPath: "", empty: "no scripts", fault: "Pipelines couldn't be loaded" },
  {
    name: "scripts",
    path: "/scripts",
    adminPath: "/scripts",
    empty: "There is no script yet",
    fault: "Scripts couldn't be loaded",
  },
  {
    name: "secrets",
    path: "/secrets",
    adminPath: "/secrets",
    empty: "No secrets yet",
    fault: "Secrets couldn't be loaded",
  },
  {
    name: "traces",
    path: "/traces",
    adminPath: "/traces",
    empty: "No executions yet",
    fault: "Traces couldn't be loaded",
  },
] as const;

describe.skipIf(chromiumPath === undefined || serverIsMissing !== undefined)("screens without anything to show", () => {
  let browser: Browser;
  let server: RunningServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), startServer()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  describe.each(themes)("in the %s theme", (theme) => {
    test.each(screens)("$name before there are any", async ({ name, path, empty }) => {
      const { page, complaints, close } = await openPage(browser, `${server.url}/playground${path}`, { theme });
      await page.getByText(empty).first().waitFor();
      await expectAccessible(page);
      await screenshot(page, `${name}-empty-${theme}`);
      expect(complaints).toEqual([]);
      await close();
    });

    test.each(screens)("$name of a worker that does not answer", async ({ name, adminPath, fault }) => {
      const { page, complaints, close } = await openAdmin(browser, `${server.url}/components`, { theme });
      await page.route(/\/v1\/(pipelines|scripts|secrets|traces)\b/, (route) =>
        route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"code":"store_unavailable"}' }),
      );
      await page.goto(`${server.url}/admin/pipelines${adminPath}`);
      await page.getByText(fault).first().waitFor();
      await expectAccessible(page);
      await screenshot(page, `${name}-fault-${theme}`);
      expect(complaints).toEqual([]);
      await close();
    });
  });
});
