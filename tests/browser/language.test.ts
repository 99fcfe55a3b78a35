import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { serveFiles, type FileServer } from "../support/file-server.ts";
import { here, siteFiles, type Site } from "./site.ts";

/** An address of a script that nobody vouches for is refused, too. */
const site: Site = {
  entryPoints: { page: here("language-page.ts"), worker: here("../../dist/language/worker.browser.js") },
  alias: { "sluice/language": here("../../dist/language/index.browser.js") },
  files: { "language.wasm": here("../../dist/language.wasm") },
  stricter: "require-trusted-types-for 'script'; trusted-types language-test",
};

describe.skipIf(chromiumPath === undefined)("the language server in a worker of Chromium", () => {
  let server: FileServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const files = await siteFiles(site);
    server = await serveFiles((path) => files.get(path));
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    await page.waitForFunction("globalThis.runLanguage");
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test("it gives diagnostics under a strict policy and Trusted Types", async () => {
    const { diagnostics, took } = await page.evaluate<{ diagnostics: string; took: number }>("runLanguage()");
    expect(diagnostics).toContain("undefined-context-field");
    console.log(`worker start to first diagnostics: ${took.toFixed(0)} ms`);
  });
});
