import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll } from "vitest";
import { defineFaultSuite, fewChanges, type Arena } from "../bindings/stores/faults/suite.ts";
import { chromiumFlags, chromiumPath } from "../support/chromium.ts";
import { serveFiles, type FileServer } from "../support/file-server.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const profile = mkdtempSync(join(tmpdir(), "sluice-faults-"));
afterAll(() => rmSync(profile, { recursive: true, force: true, maxRetries: 10 }));

/** The whole browser is killed, and started on the same profile. */
class BrowserArena implements Arena {
  readonly #server: FileServer;
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;
  #page: Page | undefined;

  constructor(server: FileServer) {
    this.#server = server;
  }

  run: Arena["run"] = async (task) => {
    this.#page ??= await this.#start();
    return this.#page.evaluate(`runTask(${JSON.stringify(task)})`);
  };

  runUntilKilled: Arena["runUntilKilled"] = async (task) => {
    const isAcknowledged = await this.run(task).then(
      () => true,
      () => false,
    );
    await this.#clear();
    return isAcknowledged;
  };

  async stop(): Promise<void> {
    await this.#clear();
    await this.#server.close();
  }

  async #clear(): Promise<void> {
    await this.#kill();
    await this.#browser?.close();
    this.#browser = this.#page = undefined;
  }

  async #start(): Promise<Page> {
    const flags = [...chromiumFlags, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
    this.#process = spawn(chromiumPath!, [...flags, "about:blank"], { stdio: ["ignore", "ignore", "pipe"], detached: true });
    this.#browser = await chromium.connectOverCDP(await debuggerOf(this.#process));
    const page = await this.#browser.contexts()[0]!.newPage();
    await page.exposeFunction("endBrowser", async () => {
      await this.#kill();
      await new Promise(() => undefined);
    });
    await page.goto(`${this.#server.origin}/index.html`);
    await page.waitForFunction("globalThis.runTask");
    return page;
  }

  /** All of its processes, which are a group. */
  async #kill(): Promise<void> {
    const browser = this.#process;
    this.#process = undefined;
    if (browser?.pid === undefined) return;
    const ended = once(browser, "close");
    process.kill(-browser.pid, "SIGKILL");
    await ended;
  }
}

/** Where the browser says that it can be driven. */
async function debuggerOf(browser: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: browser.stderr! })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error("Chromium ended before it could be driven.");
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
  // One address for all of its lives: a database belongs to an origin.
  return new BrowserArena(
    await serveFiles((path) => {
      const body = files.get(path);
      return body === undefined ? undefined : { body };
    }),
  );
}

const available = chromiumPath !== undefined;
defineFaultSuite("a browser with an IndexedDB is killed", openArena, { available, changes: fewChanges });
