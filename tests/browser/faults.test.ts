import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { defineFaultSuite, fewChanges, type Arena } from "../bindings/stores/faults/suite.ts";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { serveFiles, type FileServer } from "../support/file-server.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What is killed is the process of the page; the next page has the same database. */
class PageArena implements Arena {
  readonly #server: FileServer;
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  #page: Page | undefined;

  constructor(server: FileServer, browser: Browser, context: BrowserContext) {
    this.#server = server;
    this.#browser = browser;
    this.#context = context;
  }

  run: Arena["run"] = async (task) => {
    this.#page ??= await this.#opened();
    return this.#page.evaluate(`runTask(${JSON.stringify(task)})`);
  };

  runUntilKilled: Arena["runUntilKilled"] = async (task) => {
    const isAcknowledged = await this.run(task).then(
      () => true,
      () => false,
    );
    await this.#page?.close();
    this.#page = undefined;
    return isAcknowledged;
  };

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }

  async #opened(): Promise<Page> {
    const page = await this.#context.newPage();
    const session = await this.#context.newCDPSession(page);
    await page.exposeFunction("endPage", async () => {
      // It has nobody left to answer.
      void session.send("Page.crash").catch(() => undefined);
      await new Promise(() => undefined);
    });
    await page.goto(`${this.#server.origin}/index.html`);
    await page.waitForFunction("globalThis.runTask");
    return page;
  }
}

/** The page with engine.wasm one level above its bundle, as in the package. */
async function openArena(): Promise<Arena> {
  const { outputFiles } = await build({
    entryPoints: [here("faults-page.ts")],
    alias: { sluice: here("../../dist/index.browser.js") },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const files = new Map<string, string | Uint8Array>([
    ["/index.html", '<!doctype html><script type="module" src="/bundle/page.js"></script>'],
    ["/engine.wasm", readFileSync(here("../../dist/engine.wasm"))],
    ["/bundle/page.js", outputFiles[0]!.contents],
  ]);
  const server = await serveFiles((path) => {
    const body = files.get(path);
    return body === undefined ? undefined : { body };
  });
  const browser = await launchChromium();
  return new PageArena(server, browser, await browser.newContext());
}

const available = chromiumPath !== undefined;
defineFaultSuite("a page with an IndexedDB is killed", openArena, { available, changes: fewChanges });
