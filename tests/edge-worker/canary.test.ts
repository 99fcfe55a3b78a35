import { afterEach, describe, expect, test, vi } from "vitest";
import { workerHost } from "../../edge-worker/src/hosts/worker.ts";
import { adminToken } from "./settings.ts";
import { env, sendTo } from "./worker.ts";

// Two secrets, planted where secrets are put, used by a script in every way that could let them out, and searched for
// wherever they could have gone. Each place has to have been reached, or it could not have shown anything.

const free = "Canary/5up3r+s3cr3t=wert";
const bound = "Canary/b0und+s3cr3t=wert";
const encoder = new TextEncoder();
const formsOf = (value: string): string[] => [
  value,
  value.replaceAll("/", "\\/"),
  encodeURIComponent(value),
  btoa(value),
  btoa(value).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
  [...encoder.encode(value)].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
];
const forms = [free, bound].flatMap(formsOf);

const code = `
  local free, bound = helpers.secret("FREE_KEY"), helpers.secret("BOUND_KEY")
  helpers.log("keys", free, bound, helpers.base64.encode(free))
  helpers.metrics.count("m", 1, { key = free })
  pcall(helpers.fetch, "https://api.example.com/" .. free, { method = "POST", headers = { a = bound, b = free }, body = free })
  pcall(helpers.fetch, "https://elsewhere.example.com/", { headers = { a = bound } })
  helpers.trace(free, { key = free }, function() end)
  local kept = {} for n = 1, 50 do kept[n] = free .. n .. free end
  if context.email:find("leak") then return { data = { leak = free } } end
  if context.email:find("fail") then error("with " .. free) end
  if context.email:find("deny") then return { allowed = false, error = "no " .. free, code = "denied" } end
  return { data = { mac = helpers.hmac("x", bound) } }`;
const emails = ["plain@acme.example", "leak@acme.example", "fail@acme.example", "deny@acme.example"];

/** The linear memory of every instance that is started. */
function watchMemories(): WebAssembly.Memory[] {
  const memories: WebAssembly.Memory[] = [];
  const { instantiate } = WebAssembly;
  vi.spyOn(WebAssembly, "instantiate").mockImplementation((async (
    module: WebAssembly.Module,
    imports: WebAssembly.Imports,
  ) => {
    const instance = await instantiate(module, imports);
    memories.push(...Object.values(instance.exports).filter((one) => one instanceof WebAssembly.Memory));
    return instance;
  }) as unknown as typeof WebAssembly.instantiate);
  return memories;
}

function isIn({ buffer }: WebAssembly.Memory, text: string): boolean {
  const [bytes, wanted] = [new Uint8Array(buffer), encoder.encode(text)];
  for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, n) => bytes[at + n] === byte)) return true;
  }
  return false;
}

async function databaseText(): Promise<string> {
  const tables = await env
    .SLUICE_DB!.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[ps][il]*'")
    .bind()
    .all();
  const rows = (tables.results as { name: string }[]).map(({ name }) =>
    env.SLUICE_DB!.prepare(`SELECT * FROM ${name}`).bind().all(),
  );
  return JSON.stringify(await Promise.all(rows));
}

async function namespaceText(): Promise<string> {
  const kv = env.KV as unknown as KVNamespace;
  const { keys } = await kv.list();
  return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await kv.get(key.name)])));
}

const collector = "https://collector.example/v1/traces";
const stores: [name: string, changes: object, textOf: () => Promise<string>][] = [
  ["D1", {}, databaseText],
  ["Workers KV", { SLUICE_DB: undefined, SLUICE_POINTER_CACHE_MS: "0" }, namespaceText],
];

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe.each(stores)("on %s, a secret that scripts use", (_name, stored, textOf) => {
  test("is in no record, trace, journal, log, answer or push, and in no idle instance's memory", async () => {
    const memories = watchMemories();
    const logs = (["log", "info", "warn", "error", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    const pushed: string[] = [];
    const sent: string[] = [];
    let wasInMemory = false;
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      if (url === collector) return (pushed.push(String(init.body)), new Response("{}"));
      sent.push(JSON.stringify([url, Object.fromEntries(new Headers(init.headers)), init.body]));
      wasInMemory ||= memories.some((memory) => isIn(memory, free));
      return Response.json({ echo: `${free} ${bound}` });
    });
    const answers: string[] = [];
    const host = workerHost();
    const changes = { ...stored, SLUICE_OTLP_ENDPOINT: collector, SLUICE_RATE_LIMIT: "0" };
    const call = async (method: string, path: string, body?: object): Promise<string> => {
      const headers = { "content-type": "application/json" };
      const request = { method, token: adminToken, headers, ...(body && { body: JSON.stringify(body) }) };
      const response = await sendTo({ changes, host }, path, request);
      const answer = `${JSON.stringify([...response.headers])} ${await response.text()}`;
      answers.push(answer);
      return answer;
    };

    await call("PUT", "/v1/secrets/FREE_KEY", { value: free });
    await call("PUT", "/v1/secrets/BOUND_KEY", { value: bound, hosts: ["api.example.com"] });
    await call("PUT", "/v1/secrets/FREE_KEY", { value: free, hosts: ["*"] });
    await call("PUT", "/v1/secrets/FREE_KEY", { value: free, surplus: 1 });
    await call("PUT", "/v1/secrets/bad name", { value: free });
    await call("PUT", "/v1/scripts/canary", { code });
    const draft = { layers: [["canary"]], sampling: { trace: 1, journal: 1 } };
    await call("PUT", "/v1/pipelines/before_signup/draft", draft);
    for (const email of emails) {
      const mocks = { fetch: [{ url: "https://*", json: { echo: free } }] };
      const secrets = { FREE_KEY: free, BOUND_KEY: bound };
      await call("POST", "/v1/pipelines/before_signup/dry-run", { context: { email }, mocks, secrets });
      await call("POST", "/v1/pipelines/before_signup/publish", { sample: { email }, mocks, secrets });
    }
    await call("POST", "/v1/pipelines/before_signup/publish", { override: true });
    for (const email of emails) {
      const answer = await call("POST", "/v1/triggers/before_signup", { context: { email }, userId: "u1" });
      const id = /"traceId":"(\w+)"/.exec(answer)![1]!;
      for (const path of [`/v1/traces/${id}`, `/v1/traces/${id}/otlp`, `/v1/journals/${id}`]) await call("GET", path);
      expect(await call("GET", `/v1/traces/${id}/plan`)).toContain('helpers.secret(\\"FREE_KEY\\")');
      await call("POST", `/v1/journals/${id}/replay`, { secrets: { FREE_KEY: free, BOUND_KEY: bound } });
    }
    for (const path of [
      "secrets",
      "scripts/canary",
      "pipelines",
      "pipelines/before_signup/versions",
      "traces",
      "audit",
      "files",
      "stats",
    ]) {
      await call("GET", `/v1/${path}`);
    }
    await call("POST", "/v1/keys/rewrap");
    await call("DELETE", "/v1/secrets/FREE_KEY?force=true");

    const places = {
      answers: answers.join("\n"),
      store: await textOf(),
      pushed: pushed.join("\n"),
      log: JSON.stringify(logs.flatMap(({ mock }) => mock.calls.map((words) => words.map(String)))),
    };
    expect(sent.join("\n")).toContain(free);
    expect(sent.join("\n")).toContain(bound);
    expect(sent.every((request) => !request.includes("elsewhere.example.com"))).toBe(true);
    expect(wasInMemory).toBe(true);
    expect(pushed.length).toBeGreaterThanOrEqual(emails.length);
    expect(places.answers).toContain("[secret FREE_KEY]");
    expect(places.store).toContain("[secret FREE_KEY]");
    expect(places.pushed).toContain("[secret FREE_KEY]");
    for (const [place, text] of Object.entries(places)) {
      for (const form of forms) expect([place, text.includes(form)]).toEqual([place, false]);
    }
    expect(memories.length).toBeGreaterThan(0);
    for (const form of forms) expect([form, memories.some((memory) => isIn(memory, form))]).toEqual([form, false]);
  });
});
