import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { serveFiles, type ServedFile } from "../support/file-server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

/** The line of the README: a deny, from nothing but the package. */
const program = `import { createEngine } from "sluice";
const engine = await createEngine();
const plan = { trigger: "before_signup", layers: [[{ id: "a", code: 'return {allowed=false,error="no"}' }]] };
const { outcome } = await engine.execute(plan, { email: "a@b.c" });
`;
const denied = { allowed: false, error: "no" };

let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sluice-package-"));
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: root });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--omit=dev", `./${stdout.trim()}`], { cwd: folder });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the tarball holds the package and nothing of its sources", () => {
  const installed = join(folder, "node_modules", "sluice");
  expect(readdirSync(installed).toSorted()).toEqual(expect.arrayContaining(["README.md", "dist", "package.json"]));
  const known = /^(dist|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;
  expect(readdirSync(installed).filter((name) => !known.test(name))).toEqual([]);
});

test("its engine has not the function that traps, which the engine of the tests has", () => {
  const installed = join(folder, "node_modules", "sluice", "dist");
  const names = readdirSync(installed, { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => name.includes("engine-test"))).toEqual([]);
  const registersTrap = (wasm: string) => readFileSync(wasm).includes("\0trap\0");
  expect(registersTrap(join(root, "build", "wasm", "engine-test.wasm"))).toBe(true);
  expect(registersTrap(join(installed, "engine.wasm"))).toBe(false);
});

test("it runs in Node", async () => {
  const { stdout } = await run(process.execPath, [
    "--input-type=module",
    "--eval",
    `${program} console.log(JSON.stringify(outcome))`,
  ], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual(denied);
});

test("it runs in Node from the project's own folder", async () => {
  const { stdout } = await run(process.execPath, [
    "--input-type=module",
    "--eval",
    `${program} console.log(JSON.stringify(outcome))`,
  ], { cwd: root });
  expect(JSON.parse(stdout)).toEqual(denied);
});

test("it brings the program sluice, which serves", async () => {
  const program = join(folder, "node_modules", ".bin", "sluice");
  const token = "t".repeat(32);
  const env = { ...process.env, SLUICE_ADMIN_TOKEN: token };
  const server = spawn(program, ["serve", "--store", "memory", "--port", "0"], { cwd: folder, env });
  const ended = new Promise((resolve) => server.once("close", resolve));
  try {
    const response = await fetch(`${await servedUrl(server)}/v1/health`);
    expect(await response.json()).toMatchObject({ ready: true, closedRoles: [] });
  } finally {
    server.kill("SIGTERM");
  }
  expect(await ended).toBe(0);
});

test("it brings the language server, as an import and as the program sluice-lsp", async () => {
  const code = `import { createLanguageServer } from "sluice/language";
    console.log(await (await createLanguageServer()).receive('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}'));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd: folder });
  expect(stdout).toContain("capabilities");
  const program = await run(join(folder, "node_modules", ".bin", "sluice-lsp"), ["--version"], { cwd: folder });
  expect(program.stdout).toMatch(/^sluice-lsp \d/);
});

/** Each store's own import, and its factory. */
const stores = {
  memory: "memoryStore",
  "cloudflare-kv": "cloudflareKvStore",
  d1: "d1Store",
  libsql: "libsqlStore",
  "node-sqlite": "nodeSqliteStore",
  redis: "redisStore",
  "deno-kv": "denoKvStore",
  "indexed-db": "indexedDbStore",
};
const storeImports = Object.entries(stores).map(([file, name]) => `import { ${name} } from "sluice/stores/${file}";\n`);

test("each store has an import of its own", async () => {
  const names = Object.values(stores).join(", ");
  const code = `${storeImports.join("")}console.log([${names}].every((store) => typeof store === "function"));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd: folder });
  expect(stdout).toBe("true\n");
});

test("its types hold in a strict project", async () => {
  const typed = `${storeImports.join("")}${program}export const allowed: boolean = outcome.allowed;\n`;
  writeFileSync(join(folder, "typed.ts"), `${typed}export const stores = [${Object.values(stores).join(", ")}];\n`);
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const flags = "--noEmit --strict --target es2022 --module nodenext --lib es2023,dom --types".split(" ");
  await run(process.execPath, [compiler, ...flags, "", "typed.ts"], { cwd: folder });
});

describe("in workerd", () => {
  let dev: ChildProcess | undefined;

  afterAll(() => {
    if (dev?.pid !== undefined) process.kill(-dev.pid);
  });

  test("it runs in a worker that wrangler bundles", async () => {
    writeFileSync(join(folder, "worker.js"), worker);
    writeFileSync(join(folder, "wrangler.json"), JSON.stringify(workerConfig));
    const wrangler = join(root, "node_modules", "wrangler", "bin", "wrangler.js");
    const flags = "dev --ip 127.0.0.1 --port 0 --inspector-port 0".split(" ");
    // A process group of its own: wrangler starts workerd, and both have to end.
    dev = spawn(process.execPath, [wrangler, ...flags], { cwd: folder, detached: true, env: quietEnvironment() });
    const response = await fetch(await readyUrl(dev));
    expect(await response.json()).toEqual(denied);
  });
});

describe.skipIf(chromiumPath === undefined)("in Chromium", () => {
  let browser: Browser | undefined;

  afterAll(() => browser?.close());

  test("it runs in a page that Vite bundles", async () => {
    writeFileSync(join(folder, "index.html"), '<!doctype html><script type="module" src="/page.js"></script>');
    writeFileSync(join(folder, "page.js"), `${program}globalThis.outcome = outcome;\n`);
    await build({ root: folder, configFile: false, logLevel: "error", build: { target: "es2022" } });
    const server = await serveFiles((path) => builtFile(join(folder, "dist", path)));
    try {
      browser = await launchChromium();
      const page = await browser.newPage();
      await page.goto(`${server.origin}/index.html`);
      const outcome = await page.waitForFunction("globalThis.outcome");
      expect(await outcome.jsonValue()).toEqual(denied);
    } finally {
      await server.close();
    }
  });
});

/** The address that the program says it listens on. */
function servedUrl(server: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on("data", (part: Buffer) => {
        said += String(part);
        const url = /listens on (\S+);/.exec(said)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
    server.once("close", () => reject(new Error(said)));
  });
}

// At global scope nothing may be awaited or drawn, so the engine is only made there.
const worker = `import { createEngine } from "sluice";
const engine = createEngine();
export default {
  async fetch() {
    const plan = { trigger: "before_signup", layers: [[{ id: "a", code: 'return {allowed=false,error="no"}' }]] };
    return Response.json((await (await engine).execute(plan, { email: "a@b.c" })).outcome);
  },
};
`;

const workerConfig = {
  name: "packed",
  main: "worker.js",
  compatibility_date: "2026-11-01",
  compatibility_flags: ["nodejs_compat"],
  send_metrics: false,
};

function builtFile(path: string): ServedFile | undefined {
  return existsSync(path) ? { body: readFileSync(path) } : undefined;
}

function quietEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CI: "1",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
  };
}

/** The address that wrangler says it listens on. Rejects with its output when it ends before that. */
function readyUrl(dev: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const ready = /Ready on (http:\/\/127\.0\.0\.1:\d+)/.exec(output);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    };
    dev.stdout?.on("data", read);
    dev.stderr?.on("data", read);
    dev.on("exit", () => reject(new Error(`wrangler ended:\n${output}`)));
  });
}
