import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundledManifest, startWorkerd, type Workerd } from "../../tests/support/workerd.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const token = "t".repeat(32);
const text = (value: string): object => ({ type: "text", value });
const settings = {
  SLUICE_ADMIN_TOKEN: text(token),
  SLUICE_SECRET_KEYS: text(`k1:${btoa("k".repeat(32))}`),
  SLUICE_RATE_LIMIT: text("0"),
};
const cached = { SLUICE_POINTER_CACHE_MS: text("30000") };
const d1 = { SLUICE_DB: { type: "d1", id: "db" } };
const kv = { KV: { type: "kv", id: "kv" } };

/** A worker in a workerd of its own, and the pipeline that it runs; none for the one that triggers are compared with. */
export interface Target {
  readonly name: string;
  readonly description: string;
  readonly env?: Readonly<Record<string, object>>;
  readonly sampling?: object;
  /** The next request is sent when the trace of the one before is there. Default: at once. */
  readonly settles?: true;
}

export const targets: readonly Target[] = [
  { name: "empty route", description: "a Hono route that reads its body and answers" },
  {
    name: "no trace",
    description: "runs that succeed leave no trace, and what is published is believed for 30 s: no store is touched",
    env: kv,
    sampling: { trace: 0 },
  },
  { name: "KV", description: "what is published is believed for 30 s, as is the default there", env: kv, settles: true },
  { name: "D1, cached", description: "the same on D1", env: { ...d1, ...cached }, settles: true },
  { name: "D1", description: "as it is deployed: what is published is asked for at each trigger", env: d1, settles: true },
  {
    name: "D1, in a row",
    description: "the same, and the next request does not wait for the trace of the one before",
    env: d1,
  },
];

/** A worker that answers. */
export interface Running {
  readonly name: string;
  /**
   * Sends one trigger over a connection that stays; ms until all of the answer is there. Comes back when the worker is at
   * rest again, if it is to. Throws for a wrong answer.
   */
  time(): Promise<number>;
  stop(): Promise<void>;
}

export async function start({ name, env, sampling, settles }: Target): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-bench-"));
  const entry = here(env ? "../../edge-worker/src/index.ts" : "empty-worker.ts");
  const worker = await startWorkerd({ manifest: bundledManifest(entry), folder, env: env ? { ...settings, ...env } : {} });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  if (env) await publish(worker, agent, sampling);
  const url = new URL("/v1/triggers/token_build", worker.url);
  const body = JSON.stringify({ context: { user: { id: "u1", email: "ada@acme.example" }, token: {} }, userId: "u1" });
  return {
    name,
    async time() {
      const began = performance.now();
      const answer = await send(agent, url, "POST", body);
      const ms = performance.now() - began;
      if (!answer.includes('"n":1')) throw new Error(`${name} answered ${answer}`);
      if (settles) await saved(agent, url, (JSON.parse(answer) as { traceId: string }).traceId);
      return ms;
    },
    async stop() {
      agent.destroy();
      await worker.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks for a trace until it is there. */
async function saved(agent: Agent, base: URL, id: string): Promise<void> {
  const url = new URL(`/v1/traces?limit=1`, base);
  while (!(await send(agent, url, "GET")).includes(id));
}

async function publish({ url }: Workerd, agent: Agent, sampling?: object): Promise<void> {
  const pipeline = { layers: [["a"]], ...(sampling && { sampling }) };
  const code = "return { data = { n = 1 } }";
  await send(agent, new URL("/v1/scripts/a", url), "PUT", JSON.stringify({ code }));
  await send(agent, new URL("/v1/pipelines/token_build/publish", url), "POST", JSON.stringify({ pipeline }));
}

function send(agent: Agent, url: URL, method: string, body?: string): Promise<string> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      let answer = "";
      response.setEncoding("utf8").on("data", (part: string) => void (answer += part));
      response.on("end", () => {
        if (response.statusCode === 200) resolve(answer);
        else reject(new Error(`${url.pathname}: ${response.statusCode} ${answer}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
