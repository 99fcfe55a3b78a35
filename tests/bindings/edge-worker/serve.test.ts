import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { variables } from "../../edge-worker/settings.ts";
import { freePort } from "../../support/free-port.ts";
import { hasRedis, startRedis } from "../../support/redis-server.ts";

const here = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const program = here("dist/program.js");
const deno = here("node_modules/.bin/deno");
// Bun's set-up moves its program from the package of the platform into its own, where npm lets it run.
const bun = [`node_modules/@oven/bun-${process.platform}-${process.arch}/bin/bun`, "node_modules/bun/bin/bun.exe"]
  .map(here)
  .find((path) => existsSync(path))!;
const runtimes: [name: string, command: readonly string[]][] = [
  ["Node", [process.execPath]],
  ["Deno", [deno, "run", "--allow-all"]],
  ["Bun", [bun]],
];

let folder = "";
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "sluice-serve-"))));
afterAll(() => rmSync(folder, { recursive: true }));

interface Served {
  readonly url: string;
  readonly output: () => string;
  /** Ends it by a signal; its exit code. */
  stop(): Promise<number | null>;
}

interface Spawned {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

function run([first = "", ...rest]: readonly string[], args: readonly string[], env: object = variables): Spawned {
  return spawned(first, [...rest, program, ...args], env);
}

function spawned(command: string, args: readonly string[], env: object): Spawned {
  const child = spawn(command, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, DENO_DIR: here("node_modules/.cache/deno"), DENO_NO_UPDATE_CHECK: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part: Buffer) => void (text += String(part)));
  return { child, output: () => text, ended: new Promise((resolve) => child.once("close", resolve)) };
}

async function serve(
  command: readonly string[],
  args: readonly string[] = [],
  env: object = variables,
): Promise<Served> {
  const { child, output, ended } = run(command, ["serve", "--port", "0", ...args], env);
  const listening = new Promise<string>((resolve) => {
    child.stdout?.on("data", () => {
      const url = /listens on (\S+);/.exec(output())?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([listening, ended.then(() => Promise.reject(new Error(output())))]);
  return { url, output, stop: () => (child.kill("SIGTERM"), ended) };
}

const admin = { authorization: `Bearer ${variables.SLUICE_ADMIN_TOKEN}` };
const post = (body: object, method = "POST"): RequestInit => ({
  method,
  headers: { ...admin, "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** Publishes a pipeline and runs its trigger; what the last run answered. */
async function use(url: string, runs = 1): Promise<unknown> {
  await fetch(`${url}/v1/scripts/a`, post({ code: "return { data = { n = 1 } }" }, "PUT"));
  await fetch(`${url}/v1/pipelines/token_build/publish`, post({ pipeline: { layers: [["a"]] } }));
  const answers = Array.from({ length: runs }, () =>
    fetch(`${url}/v1/triggers/token_build`, post({ context: { token: {} } })),
  );
  return (await (await Promise.all(answers)).at(-1)?.json()) as unknown;
}

async function countTraces(url: string): Promise<number> {
  const page = (await (await fetch(`${url}/v1/traces?limit=200`, { headers: admin })).json()) as { traces: unknown[] };
  return page.traces.length;
}

describe.each(runtimes)("sluice serve in %s", (_name, command) => {
  const isMissing = !existsSync(command[0]!);

  test.skipIf(isMissing)(
    "publishes, runs and, told to stop, saves every trace before it ends",
    async () => {
      const store = ["--store", `sqlite:${join(mkdtempSync(join(folder, "store-")), "sluice.db")}`];
      const first = await serve(command, store);
      expect(await use(first.url, 20)).toMatchObject({ allowed: true, data: { n: 1 }, traceId: expect.any(String) });
      expect(await first.stop()).toBe(0);
      const second = await serve(command, store);
      expect(await countTraces(second.url)).toBe(20);
      expect(await second.stop()).toBe(0);
    },
    60_000,
  );
});

describe.skipIf(!hasRedis)("sluice serve on Redis", () => {
  const node = runtimes[0]![1];
  const run = (url: string) => fetch(`${url}/v1/triggers/token_build`, post({ context: { token: {} } }));
  const statusOf = async (url: string): Promise<number> =>
    (await fetch(`${url}/v1/scripts`, { headers: admin })).status;

  test("keeps what is published, and its traces, over its own end and that of Redis", async () => {
    const [place, port] = [mkdtempSync(join(folder, "redis-")), await freePort()];
    const store = ["--store", `redis://127.0.0.1:${port}`];
    let redis = await startRedis({ folder: place, port });
    const first = await serve(node, store);
    expect(await use(first.url, 20)).toMatchObject({ allowed: true, data: { n: 1 }, traceId: expect.any(String) });
    expect(await first.stop()).toBe(0);

    const second = await serve(node, store);
    expect(await countTraces(second.url)).toBe(20);
    expect(await (await run(second.url)).json()).toMatchObject({ allowed: true, data: { n: 1 } });
    await vi.waitUntil(async () => (await countTraces(second.url)) === 21, { timeout: 20_000 });

    await redis.stop("SIGKILL");
    expect(await statusOf(second.url)).toBe(503);
    // What is known to be published runs on.
    expect(await (await run(second.url)).json()).toMatchObject({ allowed: true, data: { n: 1 } });

    redis = await startRedis({ folder: place, port });
    await vi.waitUntil(async () => (await statusOf(second.url)) === 200, { timeout: 20_000 });
    // The trace of the run without Redis may have waited for it.
    expect(await countTraces(second.url)).toBeGreaterThanOrEqual(21);
    expect(await (await run(second.url)).json()).toMatchObject({ allowed: true, data: { n: 1 } });
    expect(await second.stop()).toBe(0);
    await redis.stop();
  }, 120_000);

  test("ends when it is told to, also while Redis is away", async () => {
    const port = await freePort();
    const redis = await startRedis({ port });
    const served = await serve(node, ["--store", `redis://127.0.0.1:${port}`]);
    expect(await statusOf(served.url)).toBe(200);
    await redis.stop("SIGKILL");
    expect(await statusOf(served.url)).toBe(503);
    expect(await served.stop()).toBe(0);
    expect(served.output()).toContain("sluice: Redis: ");
  }, 60_000);

  test("starts before Redis does, and serves as soon as it is there", async () => {
    const port = await freePort();
    const served = await serve(node, ["--store", `redis://127.0.0.1:${port}`]);
    expect(await statusOf(served.url)).toBe(503);
    const redis = await startRedis({ port });
    await vi.waitUntil(async () => (await statusOf(served.url)) === 200, { timeout: 20_000 });
    expect(await served.stop()).toBe(0);
    await redis.stop();
  }, 60_000);
});

describe("sluice serve", () => {
  const node = runtimes[0]![1];

  test("says where it is, what is configured and what is missing, and no token or key", async () => {
    const { SLUICE_ADMIN_TOKEN: _, SLUICE_SECRET_KEYS: __, SLUICE_REPLAY_TOKEN: ___, ...some } = variables;
    const served = await serve(node, ["--store", "memory"], { ...some, CRON_SECRET: "short" });
    await served.stop();
    expect(served.output()).toContain(`API      ${served.url}/v1/health`);
    expect(served.output()).toContain(`UI       ${served.url}/playground`);
    expect(served.output()).toContain("memory, which forgets everything at the end");
    expect(served.output()).toContain("CRON_SECRET is shorter than 32 characters; it opens nothing");
    expect(served.output()).toContain("nobody may: replay, cron, admin.");
    expect(served.output()).toContain("Keys     none");
    for (const value of Object.values(some)) expect(served.output()).not.toContain(value.slice(0, 20));
  });

  test("answers with the web UI's files, under its strict policy, and nothing from beside them", async () => {
    const served = await serve(node, ["--store", "memory", "--ui", here("tests/bindings/edge-worker/ui")]);
    const page = await fetch(served.url);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.headers.get("content-security-policy")).toContain("require-trusted-types-for 'script'");
    const accept = { headers: { accept: "text/html" } };
    expect((await fetch(`${served.url}/admin/pipelines`, accept)).status).toBe(200);
    for (const path of ["/admin.js", "/%2e%2e/package.json", "/..%2fpackage.json", "/.dev.vars", "/%00", "/%ff"]) {
      expect([path, (await fetch(served.url + path)).status]).toEqual([path, 404]);
    }
    expect((await fetch(`${served.url}/v1/nothing`, accept)).status).toBe(404);
    await served.stop();
  });

  test.skipIf(spawnSync("curl", ["--version"]).status !== 0)("answers the requests of docs/http-api.md", async () => {
    const guide = readFileSync(here("docs/http-api.md"), "utf8");
    const requests = /```sh\n(api=[^]*?)```/.exec(guide)![1]!;
    const served = await serve(node, ["--store", "memory"]);
    const script = requests
      .replace("http://127.0.0.1:8787", served.url)
      .replaceAll("curl -sS", 'curl -sS -w "%{http_code}\\n" -o /dev/null');
    const { output, ended } = spawned("bash", ["-c", script], { ...variables, NO_PROXY: "*" });
    expect(await ended).toBe(0);
    expect(output().trim().split("\n")).toEqual(Array(requests.match(/^curl/gm)!.length).fill("200"));
    await served.stop();
  });

  test("lets files with a hash in their name be kept for ever, and has the page asked about each time", async () => {
    const served = await serve(node, ["--store", "memory", "--ui", here("tests/bindings/edge-worker/ui")]);
    const cacheOf = async (path: string) => (await fetch(served.url + path)).headers.get("cache-control");
    expect(await cacheOf("/assets/page-0a1b2c3d.js")).toBe("public, max-age=31536000, immutable");
    expect(await cacheOf("/")).toBe("no-cache");
    // A file of an older build: not the page in its place, and kept by nobody.
    const gone = await fetch(`${served.url}/assets/gone-0a1b2c3d.js`, { headers: { accept: "text/html" } });
    expect([gone.status, gone.headers.get("cache-control")]).toEqual([404, "no-store"]);
    await served.stop();
  });

  test("tells how to use it", async () => {
    const { output, ended } = run(node, ["serve", "--help"]);
    expect(await ended).toBe(0);
    expect(output()).toContain("Usage: sluice serve [options]");
  });

  test.each([
    [[], "Usage: sluice <command> [options]"],
    [["sing"], "sing is no command"],
    [["serve", "--prot", "1"], "--prot"],
    [["serve", "--port", "65536"], "65536 is no port"],
    [["serve", "--store", "mongodb://x"], "mongodb://x is no store"],
    [["serve", "--store", "sqlite:"], "sqlite: needs a file"],
    [["serve", "--store", "sqlite:/gone/sluice.db"], "the store sqlite:/gone/sluice.db does not open: "],
    [["serve", "--store", `sqlite:${here("package.json")}`], "does not open: file is not a database"],
    [["serve", "--env", "missing.env"], "missing.env cannot be read"],
  ])("%j is refused with what is wrong", async (args, fault) => {
    const { output, ended } = run(node, args);
    expect(await ended).toBe(2);
    expect(output()).toContain(fault);
  });

  test.each([
    ["SLUICE_SECRET_KEYS", "k1:short", "SLUICE_SECRET_KEYS does not fit: options.secretKeys[0].key must be 32 bytes"],
    ["SLUICE_DISABLED", "before_singup", "SLUICE_DISABLED does not fit: options.disabled[0] is no trigger"],
    ["SLUICE_LIMITS", "instructions=many", "SLUICE_LIMITS does not fit: many is no whole number"],
    ["SLUICE_RATE_LIMIT", "-1", "SLUICE_RATE_LIMIT does not fit: -1 is no whole number"],
    ["SLUICE_OTLP_ENDPOINT", "collector", "SLUICE_OTLP_ENDPOINT does not fit: Invalid URL"],
    ["SLUICE_FETCH_PORTS", "0", "SLUICE_FETCH_HOSTS, SLUICE_FETCH_PORTS or SLUICE_OWN_ORIGINS does not fit: "],
  ])("%s=%s does not start it", async (name, value, fault) => {
    const { output, ended } = run(node, ["serve", "--store", "memory", "--port", "0"], { ...variables, [name]: value });
    expect(await ended).toBe(2);
    expect(output()).toContain(`sluice: ${fault}`);
  });

  test("a port that is in use is refused by name", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as AddressInfo;
    const { output, ended } = run(node, ["serve", "--store", "memory", "--port", String(port)]);
    expect(await ended).toBe(2);
    taken.close();
    expect(output()).toContain(`cannot listen on 127.0.0.1:${port}`);
  });
});
