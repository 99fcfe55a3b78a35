import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../support/free-port.ts";

const root = join(import.meta.dirname, "../..");
const script = join(root, "scripts/start.mjs");
const folder = mkdtempSync(join(tmpdir(), "sluice-start-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function listen(port = 0): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Runs the script until it ends by itself, which it does when it cannot start. */
function fail(args: readonly string[], file = script): { status: number | null; said: string } {
  const { status, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: "utf8", timeout: 30_000 });
  return { status, said: stderr };
}

interface Running {
  readonly child: ChildProcess;
  /** What it has printed until it was ready. */
  readonly said: string;
  readonly ended: Promise<number | null>;
}

async function start(port: number, state: string): Promise<Running> {
  const child = spawn(process.execPath, [script, "--port", String(port), "--state", state], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes("Ctrl-C stops it")) resolve();
      });
    }
    void ended.then(() => reject(new Error(said)));
  });
  return { child, said, ended };
}

/** The requests the script has printed, each with the answer under it. */
function requestsIn(said: string): { curl: string; answer: string }[] {
  return [...said.matchAll(/^(curl .*(?:\n {2}.*)*)\n\n(.*)$/gm)].map(([, curl = "", answer = ""]) => ({ curl, answer }));
}

interface Request {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

/** What a printed curl sends; curl itself is not on every machine. */
function parseCurl(curl: string): Request {
  const quoted = [...curl.matchAll(/(-H |-d |)'([^']*)'/g)].map(([, flag = "", text = ""]) => ({ flag: flag.trim(), text }));
  return {
    url: quoted.find(({ flag }) => flag === "")?.text ?? "",
    headers: Object.fromEntries(quoted.filter(({ flag }) => flag === "-H").map(({ text }) => text.split(": "))),
    body: quoted.find(({ flag }) => flag === "-d")?.text,
  };
}

async function perform(curl: string): Promise<{ status: number; answer: unknown }> {
  const { url, headers, body } = parseCurl(curl);
  const response = await fetch(url, { headers, ...(body !== undefined && { method: "POST", body }) });
  return { status: response.status, answer: await response.json() };
}

describe("a first start", () => {
  const state = join(folder, "state");
  let port: number;
  let running: Running;

  beforeAll(async () => {
    port = await freePort();
    running = await start(port, state);
  }, 120_000);

  afterAll(async () => {
    running.child.kill("SIGTERM");
    await running.ended;
  });

  test("writes tokens and a key that only their owner can read", () => {
    const file = join(state, ".dev.vars");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const tokens = [...readFileSync(file, "utf8").matchAll(/^SLUICE_\w+_TOKEN="([^"]*)"$/gm)].map(([, token = ""]) => token);
    expect(new Set(tokens).size).toBe(3);
    expect(Math.min(...tokens.map(({ length }) => length))).toBeGreaterThanOrEqual(32);
  });

  test("prints an allow, a deny, an enrichment and a trace, as the worker answers them", () => {
    const [allow, deny, enrichment, trace] = requestsIn(running.said).map(({ answer }) => JSON.parse(answer));
    expect(allow).toMatchObject({ allowed: true, data: { emailDomain: "acme.example", risk: 0 } });
    expect(deny).toMatchObject({ allowed: false, code: "disposable_email" });
    expect(enrichment).toMatchObject({ allowed: true, data: { role: "admin", tenant: "acme" } });
    expect(trace).toMatchObject({ id: enrichment.traceId, trigger: "token_build", status: "success" });
  });

  test("prints requests that can be copied and get the same answers again", async () => {
    const requests = requestsIn(running.said);
    expect(requests).toHaveLength(4);
    for (const { curl, answer } of requests) {
      const again = await perform(curl);
      expect(again.status).toBe(200);
      const { traceId: _, ...told } = JSON.parse(answer);
      expect(again.answer).toMatchObject(told);
    }
  });

  test.skipIf(spawnSync("curl", ["--version"]).error)("prints requests that a shell and curl understand", () => {
    for (const { curl, answer } of requestsIn(running.said)) {
      const { stdout } = spawnSync("bash", ["-c", curl], { encoding: "utf8" });
      const { traceId: _, ...told } = JSON.parse(answer);
      expect(JSON.parse(stdout)).toMatchObject(told);
    }
  });

  test("keeps the port from a second one, which says what to do", () => {
    const { status, said } = fail(["--port", String(port), "--state", join(folder, "other")]);
    expect(status).toBe(1);
    expect(said).toContain(`Port ${port} of 127.0.0.1 is in use`);
    expect(said).toContain("npm start -- --port");
    expect(existsSync(join(folder, "other"))).toBe(false);
  });

  test("stops with its worker when it is interrupted, and starts again with what it wrote", async () => {
    const before = readFileSync(join(state, ".dev.vars"), "utf8");
    running.child.kill("SIGINT");
    expect(await running.ended).toBe(0);
    await (await listen(port)).close();

    const firstTrace = requestsIn(running.said)[3]?.curl ?? "";
    running = await start(port, state);
    expect(running.said).not.toMatch(/Wrote|Published/);
    expect(readFileSync(join(state, ".dev.vars"), "utf8")).toBe(before);
    expect((await perform(firstTrace)).status).toBe(200);
  }, 120_000);

  test("publishes the examples again when the key they were signed with is gone", async () => {
    running.child.kill("SIGTERM");
    expect(await running.ended).toBe(0);
    rmSync(join(state, ".dev.vars"));

    running = await start(port, state);
    expect(running.said).toContain("Published the example pipeline of before_signup");
    expect(JSON.parse(requestsIn(running.said)[0]?.answer ?? "")).toMatchObject({ allowed: true, data: { risk: 0 } });
  }, 120_000);
});

test.each([
  [["--port", "0"], "0 is no port"],
  [["--port", "65536"], "65536 is no port"],
  [["--port", "http"], "http is no port"],
  [["--prot", "8787"], "Unknown option '--prot'"],
])("%j is refused with what is wrong with it", (args, fault) => {
  const { status, said } = fail(args);
  expect(status).toBe(1);
  expect(said).toContain(`start: ${fault}`);
});

test("secrets that lack one are not guessed", async () => {
  const state = join(folder, "incomplete");
  mkdirSync(state);
  writeFileSync(join(state, ".dev.vars"), `SLUICE_TRIGGER_TOKEN="${"t".repeat(32)}"\n`);
  const { status, said } = fail(["--port", String(await freePort()), "--state", state]);
  expect(status).toBe(1);
  expect(said).toContain("has no SLUICE_READ_TOKEN and no SLUICE_SECRET_KEYS");
});

test("a checkout that has not been built is told to build", async () => {
  const copy = join(folder, "unbuilt/scripts");
  cpSync(join(root, "scripts/start"), join(copy, "start"), { recursive: true });
  cpSync(script, join(copy, "start.mjs"));
  const { status, said } = fail(["--port", String(await freePort())], join(copy, "start.mjs"));
  expect(status).toBe(1);
  expect(said).toContain("Run npm run build");
});
