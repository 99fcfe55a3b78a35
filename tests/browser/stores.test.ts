import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caseNames, type CaseFaults } from "../bindings/stores/run-cases.ts";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { serveFiles, type FileServer } from "../support/file-server.ts";

describe.skipIf(chromiumPath === undefined)("indexedDbStore in Chromium", () => {
  let server: FileServer;
  let browser: Browser;
  let page: Page;
  let faults: CaseFaults = {};

  beforeAll(async () => {
    const entry = fileURLToPath(new URL("stores-page.ts", import.meta.url));
    const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "esm", write: false });
    const html = '<!doctype html><script type="module" src="/page.js"></script>';
    server = await serveFiles((path) => ({ body: path === "/page.js" ? (outputFiles[0]?.contents ?? "") : html }));
    browser = await launchChromium();
    page = await (await browser.newContext()).newPage();
    await page.goto(`${server.origin}/index.html`);
    await page.waitForFunction("globalThis.runStores");
    faults = (await page.evaluate("runStores()")) as CaseFaults;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.for([...caseNames])("%s", (name) => {
    expect(faults[name]).toBeNull();
  });

  test("what was put is there after the page was left", async () => {
    await page.evaluate("keepOne()");
    await page.reload();
    await page.waitForFunction("globalThis.readOne");
    expect(await page.evaluate("readOne()")).toBe("1");
  });

  test("what the database refuses is a rejection, and the next call works", async () => {
    expect(await page.evaluate("failures()")).toEqual({
      newer: "VersionError",
      unclonable: "DataCloneError",
      afterwards: null,
      names: "b,c",
    });
  });
});
