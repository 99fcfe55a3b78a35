import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { cases } from "virtual:cases";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { casesForEsbuild } from "../support/cases-module.ts";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { serveFiles, type FileServer, type ServedFile } from "../support/file-server.ts";
import type { BrowserReport } from "./run-all.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Compiling WebAssembly is allowed, making code from text is not.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

/** The page, its bundles and engine.wasm one level above them, as in the package. */
async function siteFiles(): Promise<Map<string, ServedFile>> {
  const { outputFiles } = await build({
    entryPoints: [here("page.ts"), here("worker.ts")],
    plugins: [casesForEsbuild()],
    alias: { sluice: here("../../dist/index.browser.js") },
    outdir: "/bundle",
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const headers = { "content-security-policy": policy };
  return new Map<string, ServedFile>([
    ["/index.html", { body: '<!doctype html><script type="module" src="/bundle/page.js"></script>', headers }],
    ["/engine.wasm", { body: readFileSync(here("../../dist/engine.wasm")) }],
    ["/engine-test.wasm", { body: readFileSync(here("../../build/wasm/engine-test.wasm")) }],
    ...outputFiles.map(({ path, contents }): [string, ServedFile] => [path, { body: contents, headers }]),
  ]);
}

describe.skipIf(chromiumPath === undefined)("in Chromium", () => {
  let server: FileServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const files = await siteFiles();
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
