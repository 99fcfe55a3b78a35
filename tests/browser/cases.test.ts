import type { Browser, Page } from "playwright-core";
import { cases } from "virtual:cases";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { casesForEsbuild } from "../support/cases-module.ts";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { serveFiles, type FileServer } from "../support/file-server.ts";
import type { BrowserReport } from "./run-all.ts";
import { here, siteFiles, type Site } from "./site.ts";

const site: Site = {
  entryPoints: [here("page.ts"), here("worker.ts")],
  plugins: [casesForEsbuild()],
  alias: { sluice: here("../../dist/index.browser.js") },
  files: {
    "engine.wasm": here("../../dist/engine.wasm"),
    "engine-test.wasm": here("../../build/wasm/engine-test.wasm"),
  },
};

describe.skipIf(chromiumPath === undefined)("in Chromium", () => {
  let server: FileServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const files = await siteFiles(site);
    server = await serveFiles((path) => files.get(path));
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    await page.waitForFunction("globalThis.runInPage");
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  describe.each([
    ["a page", "runInPage()"],
    ["a module worker", "runInWorker()"],
  ])("in %s", (_, run) => {
    let report: BrowserReport;

    beforeAll(async () => {
      report = (await page.evaluate(run)) as BrowserReport;
    });

    test("the engine loads and runs where eval is forbidden", () => {
      expect(report.evalAllowed).toBe(false);
    });

    test("executions survive the crash of another, and no fetch is repeated", () => {
      expect(report.crashFaults).toEqual([]);
    });

    test.for([...cases])("$name", (one) => {
      expect(report.differences[one.name], one.case.says).toEqual([]);
    });
  });
});
