import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { serveFiles, type FileServer, type ServedFile } from "../support/file-server.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Compiling WebAssembly is allowed; making code from text is not, nor an address of a script that nobody vouches for.
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types language-test";

async function siteFiles(): Promise<Map<string, ServedFile>> {
  const { outputFiles } = await build({
    entryPoints: { page: here("language-page.ts"), worker: here("../../dist/language/worker.browser.js") },
    alias: { "sluice/language": here("../../dist/language/index.browser.js") },
    outdir: "/bundle",
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const headers = { "content-security-policy": policy };
  return new Map<string, ServedFile>([
    ["/index.html", { body: '<!doctype html><script type="module" src="/bundle/page.js"></script>', headers }],
    ["/language.wasm", { body: readFileSync(here("../../dist/language.wasm")) }],
    ...outputFiles.map(({ path, contents }): [string, ServedFile] => [path, { body: contents, headers }]),
  ]);
}

describe.skipIf(chromiumPath === undefined)("the language server in a worker of Chromium", () => {
  let server: FileServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const files = await siteFiles();
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
