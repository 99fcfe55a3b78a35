import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeJwt } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { unstable_startWorker } from "wrangler";

const example = (path: string) => fileURLToPath(new URL(`../../examples/${path}`, import.meta.url));
const ada = { name: "Ada", email: "ada@acme.example", password: "correct horse battery" };

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "sluice-example-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

type Fetch = (url: string, init?: object) => Promise<{ status: number; headers: Headers; json(): Promise<any> }>;

/** Posts as a page of the example would, with the cookie of an answer before. */
function caller(base: string, fetch: Fetch) {
  const origin = new URL(base).origin;
  return async (path: string, body?: object, cookie = "") => {
    const response = await fetch(`${base}${path}`, {
      method: body ? "POST" : "GET",
      headers: { origin, ...(body && { "content-type": "application/json" }), ...(cookie && { cookie }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const cookies = response.headers.getSetCookie().map((each) => each.split(";", 1)[0]);
    return { status: response.status, body: await response.json(), cookie: cookies.join("; ") };
  };
}

/** Starts the Node example on a free port; resolves to its address. */
async function startServer(data: string): Promise<string> {
  const env = { ...process.env, PORT: "0", DATA_FOLDER: data, NODE_ENV: "production" };
  const cwd = example("better-auth-node");
  const server = spawn(process.execPath, ["server.js"], { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(async () => {
    server.kill();
    await once(server, "exit");
  });
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  return line.toString().trim();
}

test("the example on Node refuses strangers, adds claims, and keeps what was published", async () => {
  const data = folder();
  const call = caller(await startServer(data), fetch);
  expect(await call("/sign-up/email", { ...ada, email: "eve@evil.example" })).toMatchObject({
    status: 403,
    body: { code: "domain_not_allowed" },
  });
  const { status, cookie } = await call("/sign-up/email", ada);
  expect(status).toBe(200);
  const { body } = await call("/token", undefined, cookie);
  expect(decodeJwt(body.token)).toMatchObject({ tenant: "acme" });
  const endless = await call("/api-key/create", { name: "ci" }, cookie);
  expect(endless).toMatchObject({ status: 403, body: { code: "key_expiry" } });
  expect((await call("/api-key/create", { name: "ci", expiresIn: 86_400 }, cookie)).status).toBe(200);
  const traces = await call("/sluice/list-traces", undefined, cookie);
  const statuses = traces.body.traces.map((trace: { status: string }) => trace.status);
  expect(statuses).toEqual(["success", "blocked", "success"]);

  const again = caller(await startServer(data), fetch);
  expect((await again("/sign-in/email", ada)).status).toBe(200);
}, 60_000);

test("the example in a Worker refuses throw-away addresses and adds claims", async () => {
  // Quiet, offline, and nothing kept outside of the folder.
  const quiet = { CI: "1", WRANGLER_LOG: "warn", WRANGLER_SEND_METRICS: "false" };
  Object.assign(process.env, quiet, { XDG_CONFIG_HOME: folder() });
  const worker = await unstable_startWorker({
    config: example("better-auth-worker/wrangler.jsonc"),
    dev: { server: { port: 0 }, inspector: false, persist: folder(), watch: false },
  });
  onTestFinished(() => worker.dispose());
  await worker.ready;
  const call = caller("http://localhost:8787/api/auth", (url, init) => worker.fetch(url, init as never) as never);
  expect(await call("/sign-up/email", { ...ada, email: "eve@throwaway.example" })).toMatchObject({
    status: 403,
    body: { code: "disposable_email" },
  });
  const { status, cookie } = await call("/sign-up/email", ada);
  expect(status).toBe(200);
  const { body } = await call("/token", undefined, cookie);
  expect(decodeJwt(body.token)).toMatchObject({ country: expect.any(String), email: ada.email });
}, 120_000);
