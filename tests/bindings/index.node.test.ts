import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createControl, createEngine, canonicalTrace, exportOtlp, memoryStore, SluiceError } from "sluice";
import type { Control, Engine, EngineOptions, KeyValueStore } from "sluice";
import { beforeEach, describe, expect, test, vi } from "vitest";

const secretKeys = [{ id: "k1", key: Buffer.alloc(32, 1).toString("base64") }];
const context = { email: "ada@example.com" };

let store: KeyValueStore;
let control: Control;

beforeEach(() => {
  store = memoryStore();
  control = createControl({ store, secretKeys, actor: "ada" });
});

const open = (options: Partial<EngineOptions> = {}): Promise<Engine> =>
  createEngine({ store, secretKeys, onError: () => undefined, ...options });

async function publish(trigger: string, ...layers: string[][]): Promise<void> {
  const ids = await Promise.all(
    layers.map((codes, layer) =>
      Promise.all(
        codes.map(async (code, place) => (await control.scripts.save({ id: `s${layer}-${place}`, code })).id),
      ),
    ),
  );
  await control.pipelines.publish({ trigger, layers: ids }, { override: true });
}

describe("from saving a script to its outcome", () => {
  test("an allow, a deny, and claims", async () => {
    await publish("before_signup", [
      'if context.email:find("@bad%.com$") then return {allowed = false, error = "No.", code = "bad"} end',
    ]);
    await publish(
      "token_build",
      ["return {data = {role = 'admin'}}"],
      ["return {data = {level = #context.prev.role}}"],
    );
    const engine = await open();
    const traceId = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect(await engine.run("before_signup", context)).toEqual({ allowed: true, data: {}, traceId });
    expect(await engine.run("before_signup", { email: "eve@bad.com" })).toEqual({
      allowed: false,
      error: "No.",
      code: "bad",
      traceId,
    });
    expect(await engine.run("token_build", { token: {} })).toEqual({
      allowed: true,
      data: { role: "admin", level: 5 },
      traceId,
    });
  });

  test("each run leaves a trace that the control plane lists and shows", async () => {
    await publish("before_signup", [
      'print("hello") helpers.log("warn", "world") return {allowed = false, error = "No."}',
    ]);
    const engine = await open();
    const outcome = await engine.run("before_signup", context, { userId: "u1", requestIp: "192.0.2.1" });
    await engine.close();
    const { traces } = await control.traces.list({ trigger: "before_signup", status: "blocked" });
    expect(traces.map(({ id }) => id)).toEqual([outcome.traceId]);
    const trace = await control.traces.get(traces[0]!.id);
    expect(trace).toMatchObject({
      status: "blocked",
      statusMessage: "No.",
      userId: "u1",
      requestIp: "192.0.2.1",
      clock: "live",
    });
    expect(trace?.spans.map(({ logs }) => logs.map(({ level, text }) => [level, text]))).toEqual([
      [
        ["info", "hello"],
        ["warn", "world"],
      ],
    ]);
    expect(JSON.stringify(trace)).not.toContain("ada@example.com");
  });

  test("a change is in force at once", async () => {
    await publish("before_signup", ["return {data = {n = 1}}"]);
    const engine = await open();
    expect(await engine.run("before_signup", context)).toMatchObject({ data: { n: 1 } });
    await publish("before_signup", ["return {data = {n = 2}}"]);
    expect(await engine.run("before_signup", context)).toMatchObject({ data: { n: 2 } });
    await control.pipelines.unpublish("before_signup");
    expect(await engine.run("before_signup", context)).toEqual({ allowed: true });
  });

  test("saving a script changes nothing that is published", async () => {
    await publish("before_signup", ["return {data = {n = 1}}"]);
    await control.scripts.save({ id: "s0-0", code: "return {data = {n = 2}}" });
    expect(await (await open()).run("before_signup", context)).toMatchObject({ data: { n: 1 } });
  });

  test("a graph is published as layers", async () => {
    await control.scripts.save({ id: "a", code: "return {data = {a = 1}}" });
    await control.scripts.save({ id: "b", code: "return {data = {b = context.prev.a + 1}}" });
    const nodes = [
      { id: "n2", scriptId: "b" },
      { id: "n0", trigger: "before_signup" },
      { id: "n1", scriptId: "a" },
    ];
    const edges = [
      { from: "n0", to: "n1" },
      { from: "n1", to: "n2" },
    ];
    await control.pipelines.publish({ trigger: "before_signup", graph: { nodes, edges } }, { sample: context });
    expect(await (await open()).run("before_signup", context)).toMatchObject({ data: { a: 1, b: 2 } });
  });

  test.each([
    ["syntax_error", { layers: [["broken"]] }, "syntax_error"],
    ["limit_size", { layers: [["long"]] }, "limit_size"],
    ["unknown_script", { layers: [["missing"]] }, "invalid_plan"],
    ["too_deep", { layers: Array.from({ length: 11 }, () => ["fine"]) }, "invalid_plan"],
    ["too_wide", { layers: [Array.from({ length: 6 }, () => "fine")] }, "invalid_plan"],
  ])("a pipeline with a %s is refused and what runs stays", async (kind, draft, code) => {
    await publish("before_signup", ["return {data = {n = 1}}"]);
    await control.scripts.save({ id: "fine", code: "" });
    await control.scripts.save({ id: "broken", code: "return {" });
    await control.scripts.save({ id: "long", code: "-".repeat(6_000) });
    const refusal = await control.pipelines
      .publish({ trigger: "before_signup", ...draft })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SluiceError);
    expect(refusal).toMatchObject({ code, problems: [expect.objectContaining({ kind })] });
    expect(await (await open()).run("before_signup", context)).toMatchObject({ data: { n: 1 } });
  });
});

describe("what someone with access to the store can do", () => {
  const forge = async (change: (pointer: any) => void): Promise<void> => {
    const pointer = JSON.parse((await store.get("sluice:pointer:before_signup"))!);
    change(pointer);
    await store.put("sluice:pointer:before_signup", JSON.stringify(pointer));
  };
  const denied = { allowed: false, code: "plan_invalid" };

  test.each<[string, (pointer: any) => void]>([
    ["point to another plan", (pointer) => void (pointer.planHash = "0".repeat(64))],
    ["unpublish", (pointer) => void (pointer.planHash = "")],
    ["raise the revision", (pointer) => void (pointer.revision += 1)],
    ["leave the signature out", (pointer) => void delete pointer.mac],
    ["name another key", (pointer) => void (pointer.kid = "k2")],
  ])("not %s", async (_, change) => {
    await publish("before_signup", ["return {allowed = false}"]);
    await forge(change);
    expect(await (await open()).run("before_signup", context)).toMatchObject(denied);
  });

  test("not change a plan", async () => {
    await publish("before_signup", ["return {allowed = false}"]);
    const [key] = (await store.list({ prefix: "sluice:plan:" })).keys;
    await store.put(key!.name, (await store.get(key!.name))!.replace("false", "true "));
    expect(await (await open()).run("before_signup", context)).toMatchObject(denied);
  });

  test("not use the pointer of another trigger or deployment", async () => {
    await publish("before_signin", [""]);
    const pointer = (await store.get("sluice:pointer:before_signin"))!;
    await store.put("sluice:pointer:before_signup", pointer.replace("before_signin", "before_signup"));
    await store.put("tenant-b:pointer:before_signin", pointer);
    expect(await (await open()).run("before_signup", context)).toMatchObject(denied);
    expect(await (await open({ namespace: "tenant-b" })).run("before_signin", {})).toMatchObject(denied);
  });

  test("not bring back an earlier revision where a later one was seen", async () => {
    await publish("before_signup", ["return {data = {n = 1}}"]);
    const before = (await store.get("sluice:pointer:before_signup"))!;
    await publish("before_signup", ["return {data = {n = 2}}"]);
    const engine = await open();
    await engine.run("before_signup", context);
    await store.put("sluice:pointer:before_signup", before);
    expect(await engine.run("before_signup", context)).toMatchObject({ data: { n: 2 } });
  });
});

describe("secrets", () => {
  const script =
    'local r = helpers.fetch("https://api.example.com/", {headers = {["x-key"] = helpers.secret("API_KEY")}}) ' +
    "return {data = {status = r.status}}";
  const seen: (string | null)[] = [];
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    seen.push(new Headers(init.headers).get("x-key"));
    return new Response("{}", { headers: { "x-echo": seen.at(-1) ?? "" } });
  };
  beforeEach(() => void (seen.length = 0));

  test("reach the service, and neither the store nor the trace", async () => {
    await control.secrets.set("API_KEY", "correct horse");
    await publish("before_signup", [script]);
    const engine = await open({ fetch });
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: true, data: { status: 200 } });
    await engine.close();
    expect(seen).toEqual(["correct horse"]);
    for (const { name } of (await store.list()).keys)
      expect(await store.get(name), name).not.toContain("correct horse");
  });

  test("bound to hosts reach these hosts only", async () => {
    await control.secrets.set("API_KEY", "correct horse", { hosts: ["api.example.com"] });
    const elsewhere = script.replace("api.example.com", "other.example.com");
    await publish("before_signup", [script], [elsewhere]);
    expect(await (await open({ fetch })).run("before_signup", context)).toMatchObject({
      allowed: false,
      code: "secret_bound",
    });
    expect(seen).toEqual(["correct horse"]);
  });

  test("bound to hosts are written into URLs, JSON and forms as one value there", async () => {
    const value = 'a/b?c&d "e"\\';
    await control.secrets.set("API_KEY", value, { hosts: ["api.example.com"] });
    await publish("before_signup", [
      `local key, url = helpers.secret("API_KEY"), "https://api.example.com/"
       helpers.fetch(url .. key .. "?key=" .. key, {method = "POST", json = {key = key}})
       local headers = {["content-type"] = "application/x-www-form-urlencoded"}
       helpers.fetch(url, {method = "POST", headers = headers, body = "key=" .. key .. "&x=1"})`,
    ]);
    const sent: [string, unknown][] = [];
    const keep = async (url: string, { body }: RequestInit): Promise<Response> => {
      sent.push([url, body]);
      return new Response();
    };
    expect(await (await open({ fetch: keep })).run("before_signup", context)).toMatchObject({ allowed: true });
    const [[href = "", json] = [], [, form] = []] = sent;
    const url = new URL(href);
    expect([decodeURIComponent(url.pathname.slice(1)), url.searchParams.get("key")]).toEqual([value, value]);
    expect(JSON.parse(String(json))).toEqual({ key: value });
    expect([...new URLSearchParams(String(form))]).toEqual([
      ["key", value],
      ["x", "1"],
    ]);
  });

  test("stay behind when a redirect leads to another origin, whatever header they are in", async () => {
    await control.secrets.set("API_KEY", "correct horse");
    await publish("before_signup", [script]);
    const redirecting = async (url: string, init: RequestInit): Promise<Response> => {
      await fetch(url, init);
      return seen.length > 1 ? new Response() : Response.redirect("https://other.example.com/", 307);
    };
    expect(await (await open({ fetch: redirecting })).run("before_signup", context)).toMatchObject({ allowed: true });
    expect(seen).toEqual(["correct horse", null]);
  });

  test("that are set anew are in force at once, without publishing", async () => {
    await control.secrets.set("API_KEY", "correct horse");
    await publish("before_signup", [script]);
    const engine = await open({ fetch });
    await engine.run("before_signup", context);
    await control.secrets.set("API_KEY", "battery staple");
    await engine.run("before_signup", context);
    expect(seen).toEqual(["correct horse", "battery staple"]);
  });

  test("whose earlier record is put back do not open", async () => {
    await control.secrets.set("API_KEY", "correct horse");
    const before = (await store.get("sluice:secret:API_KEY"))!;
    await control.secrets.set("API_KEY", "battery staple");
    await publish("before_signup", [script]);
    await store.put("sluice:secret:API_KEY", before);
    expect(await (await open({ fetch })).run("before_signup", context)).toMatchObject({
      allowed: false,
      code: "store_unavailable",
    });
    expect(seen).toEqual([]);
  });

  test("whose record is moved to another name do not open", async () => {
    await control.secrets.set("OTHER", "correct horse");
    await publish("before_signup", [script]);
    await store.put("sluice:secret:API_KEY", (await store.get("sluice:secret:OTHER"))!);
    expect(await (await open({ fetch })).run("before_signup", context)).toMatchObject({
      allowed: false,
      code: "store_unavailable",
    });
  });

  test("of 7 bytes are refused, of 8 are not", async () => {
    await expect(control.secrets.set("A", "1234567")).rejects.toMatchObject({ field: "value" });
    await expect(control.secrets.set("A", "12345678")).resolves.toMatchObject({ version: 1, kid: "k1" });
  });

  test("cannot be set without a key", async () => {
    const unlocked = createControl({ store, actor: "ada" });
    await expect(unlocked.secrets.set("A", "12345678")).rejects.toBeInstanceOf(SluiceError);
  });
});

test("a run tells the deployment's own origins how deep it is, and is not let out at the deepest", async () => {
  await publish("before_signup", ['return {data = {status = helpers.fetch("https://login.example.com/").status}}']);
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response());
  const engine = await open({ fetch, fetchPolicy: { ownOrigins: ["https://login.example.com"] } });
  expect(await engine.run("before_signup", context, { depth: 2 })).toMatchObject({ data: { status: 200 } });
  expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ "sluice-depth": "3" });
  expect(await engine.run("before_signup", context, { depth: 3 })).toMatchObject({
    allowed: false,
    code: "fetch_denied",
  });
  expect(fetch).toHaveBeenCalledOnce();
});

test("without a fetch of the deployment's own, Node's checks what names resolve to", async () => {
  const code = `local ok, problem = pcall(helpers.fetch, "https://refused.example.com/")
    return {data = {problem = tostring(problem)}}`;
  const program = `
    import dns from "node:dns";
    import { syncBuiltinESMExports } from "node:module";
    dns.lookup = (name, options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]);
    syncBuiltinESMExports();
    const { createEngine } = await import("sluice");
    const engine = await createEngine();
    const plan = { trigger: "before_signup", layers: [[{ id: "a", code: ${JSON.stringify(code)} }]] };
    console.log(JSON.stringify((await engine.execute(plan, ${JSON.stringify(context)})).outcome));
  `;
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], { cwd });
  expect(JSON.parse(stdout).data.problem).toContain("refused.example.com resolves to an address that is not public");
});

test("three fetches of a layer are all sent before any is answered", async () => {
  const fetchOne = 'return {data = {s = helpers.fetch("https://api.example.com/").status}}';
  const answers: (() => void)[] = [];
  const fetch = (): Promise<Response> =>
    new Promise((resolve) => {
      answers.push(() => resolve(new Response("{}")));
      if (answers.length === 3) answers.forEach((answer) => answer());
    });
  const engine = await createEngine({ fetch });
  const layers = [["a", "b", "c"].map((id) => ({ id, code: fetchOne }))];
  const { outcome } = await engine.execute({ trigger: "before_signup", layers }, context);
  expect(outcome).toEqual({ allowed: true, data: { s: 200 } });
});

test("a trace has an OTLP form and one that is equal everywhere", async () => {
  const engine = await createEngine();
  const plan = { trigger: "before_signup", layers: [[{ id: "a", code: "return {data = {n = 1}}" }]] };
  const traceOf = async () => (await engine.execute(plan, context)).trace!;
  const [first, second] = await Promise.all([traceOf(), traceOf()]);
  expect(first.id).not.toBe(second.id);
  expect(await canonicalTrace(first)).toEqual(await canonicalTrace(second));
  expect(await exportOtlp(first)).toMatchObject({
    resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: first.id }, { name: "a" }] }] }],
  });
  await expect(canonicalTrace({} as never)).rejects.toBeInstanceOf(SluiceError);
});

test("the trace of a fault has these forms too", async () => {
  store.get = () => Promise.reject(new Error("no route"));
  const saved: string[] = [];
  store.put = async (key, value) => void (key.startsWith("sluice:tr:") && saved.push(value));
  const engine = await open();
  await engine.run("before_signup", context);
  await engine.close();
  const trace = JSON.parse(saved[0]!);
  expect(await canonicalTrace(trace)).toMatchObject({ status: "error", statusMessage: "store_unavailable: no route" });
  await expect(exportOtlp(trace)).resolves.toBeDefined();
});

test("after bad input of every kind the engine still works", async () => {
  const engine = await open();
  const plan = { trigger: "before_signup", layers: [[{ id: "a", code: "" }]] };
  const nested = (levels: number): object => (levels === 1 ? {} : { in: nested(levels - 1) });
  const mistakes: [Promise<unknown>, string, string?][] = [
    [engine.run("nope" as string, {}), "unknown_trigger", "trigger"],
    [engine.run("before_signup", {} as never), "invalid_context", "context.email"],
    [engine.execute(plan, []), "invalid_context", "context"],
    [engine.execute(plan, { a: "x".repeat(65_536) }), "invalid_context", "context"],
    [engine.execute(plan, nested(17)), "invalid_context", "context"],
    [engine.execute({} as never, {}), "invalid_plan"],
    [engine.execute({ ...plan, layers: {} } as never, {}), "invalid_plan", "layers"],
    [engine.execute({ trigger: "custom", layers: [] }, {}), "invalid_plan", "mode"],
    [engine.execute({ ...plan, limits: { instructions: 50_001 } }, {}), "invalid_plan", "limits.instructions"],
  ];
  for (const [call, code, field] of mistakes) {
    await expect(call).rejects.toMatchObject({ code, ...(field !== undefined && { field }) });
  }
  expect((await engine.execute(plan, nested(16))).outcome).toEqual({ allowed: true, data: {} });
  expect(engine.stats()).toMatchObject({ crashes: 0, active: 0, live: { executions: 0 } });
});

test("importing the package and making an engine touches neither network, clock, timers nor randomness", async () => {
  const program = `
    const forbidden = (name) => () => { throw new Error(name + " before first use"); };
    globalThis.fetch = forbidden("fetch");
    globalThis.setTimeout = forbidden("setTimeout");
    globalThis.setInterval = forbidden("setInterval");
    crypto.getRandomValues = forbidden("getRandomValues");
    crypto.randomUUID = forbidden("randomUUID");
    Math.random = forbidden("Math.random");
    Date.now = forbidden("Date.now");
    WebAssembly.compile = forbidden("compile");
    WebAssembly.instantiate = forbidden("instantiate");
    const { createEngine, createControl, memoryStore } = await import("sluice");
    const store = memoryStore();
    await createEngine({ store });
    createControl({ store, actor: "ada" });
    console.log("fine");
  `;
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], { cwd });
  expect(stdout).toBe("fine\n");
});
