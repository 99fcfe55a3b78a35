import type { KeyValueStore } from "sluice";
import { d1Store } from "sluice/stores/d1";
import { beforeAll, expect, test, vi } from "vitest";
import type { Host } from "../../edge-worker/src/app.ts";
import { workerHost } from "../../edge-worker/src/hosts/worker.ts";
import { openOnce, serviceOn, type OpenService } from "../../edge-worker/src/service.ts";
import { adminToken, keys, readToken, triggerToken } from "./settings.ts";
import { env, publish, send, sendTo, triggerCall } from "./worker.ts";

const path = "/v1/triggers/before_signup";
const signup = triggerCall({ context: { email: "ada@acme.example" } });

beforeAll(() => publish("before_signup", `return { data = { mode = helpers.env("MODE"), token = helpers.env("TRIGGER_TOKEN") } }`));

test.each([
  ["/v1", "GET"], ["/v1/triggers", "POST"], ["/v1/triggers/", "POST"], ["/v1/triggers/a/b", "POST"],
  ["/v1/traces/", "GET"], ["/v1/health/", "GET"], ["/v1/scripts/a/b/c", "GET"], ["/api", "GET"], ["/", "POST"],
])("%s is a 404", async (unknown, method) => {
  const response = await send(unknown, { method, token: triggerToken });
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ code: "no_route", requestId: response.headers.get("x-request-id") });
});

test.each([
  [path, signup, 200],
  [path, { ...signup, token: null }, 401],
  ["/v1/nothing", {}, 404],
  [path, {}, 405],
  [path, { ...signup, body: "{" }, 400],
  ["/v1/health", {}, 200],
  ["/v1/traces", { token: readToken }, 200],
  [path, { method: "OPTIONS" }, 204],
])("%s with %o says that nobody may keep, sniff, frame or share the answer", async (address, call, status) => {
  const { status: answered, headers } = await send(address, call);
  expect(answered).toBe(status);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
});

test("a page of another origin is not let in", async () => {
  const headers = {
    origin: "https://evil.example",
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  };
  const response = await send(path, { method: "OPTIONS", headers });
  expect(response.status).toBe(204);
  expect(response.headers.get("allow")).toBe("POST, OPTIONS");
  expect([...response.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
});

test("health says that the worker is ready, and which one it is, to anybody", async () => {
  const response = await send("/v1/health");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    ready: true,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    engineHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    faults: [],
    closedRoles: [],
    traceRetentionDays: 30,
  });
});

const unready: [what: string, changes: object, fault: string][] = [
  ["there is no key", { SLUICE_SECRET_KEYS: undefined }, "SLUICE_SECRET_KEYS is not set."],
  ["a key is misshapen", { SLUICE_SECRET_KEYS: "k1:c2hvcnQ=" }, "The service's log says which."],
  ["no store is bound", { SLUICE_DB: undefined, KV: undefined }, "The service's log says which."],
];

test.each(unready)("health is a 503 while %s", async (_what, changes, fault) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await sendTo({ changes }, "/v1/health");
  log.mockRestore();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ready: false, faults: [fault] });
});

test("a KV namespace stands in where no database is bound", async () => {
  const changes = { SLUICE_DB: undefined };
  const call = { method: "PUT", token: adminToken, headers: { "content-type": "application/json" } };
  const saved = await sendTo({ changes }, "/v1/scripts/in-kv", { ...call, body: JSON.stringify({ code: "return {}" }) });
  expect(saved.status).toBe(200);
  expect(await (env.KV as unknown as KVNamespace).list({ prefix: "sluice:script:" })).toMatchObject({
    keys: [{ name: "sluice:script:in-kv" }],
  });
});

test("without keys the service reads and keeps drafts, and publishing says what is missing", async () => {
  const changes = { SLUICE_SECRET_KEYS: undefined };
  const as = { token: adminToken, headers: { "content-type": "application/json" } };
  const draft = { ...as, method: "PUT", body: JSON.stringify({ layers: [["before-signup"]] }) };
  expect((await sendTo({ changes }, "/v1/pipelines/before_signup/draft", draft)).status).toBe(200);
  for (const [address, call] of [
    ["/v1/pipelines/before_signup/publish", { ...as, method: "POST", body: '{"override":true}' }],
    ["/v1/pipelines/before_signup/disable", { ...as, method: "POST", body: "{}" }],
    ["/v1/secrets/API_KEY", { ...as, method: "PUT", body: '{"value":"a value of some length"}' }],
    ["/v1/keys/rewrap", { ...as, method: "POST" }],
  ] as const) {
    const response = await sendTo({ changes }, address, call);
    expect([address, response.status]).toEqual([address, 503]);
    expect(await response.json()).toMatchObject({ code: "not_configured", detail: "SLUICE_SECRET_KEYS is not set." });
  }
});

test.each([
  ["no key", undefined],
  ["a key without an id", keys[0]!.key],
  ["a key that is too short", "k1:c2hvcnQ="],
])("with %s every trigger is refused with 503, and no key is told", async (_what, value) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await sendTo({ changes: { SLUICE_SECRET_KEYS: value } }, path, signup);
  log.mockRestore();
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({ code: "not_configured" });
  if (value !== undefined) expect(text).not.toContain(value.slice(-12));
});

test("what an older key signed still runs after a newer one was put before it", async () => {
  const newest = `newest:${btoa("n".repeat(32))}`;
  const changes = { SLUICE_SECRET_KEYS: `${newest},${keys.map(({ id, key }) => `${id}:${key}`).join(",")}` };
  expect(await (await sendTo({ changes }, path, signup)).json()).toMatchObject({ allowed: true });
});

test("scripts read the variables that begin with SLUICE_ENV_, and no others", async () => {
  const response = await sendTo({ changes: { SLUICE_ENV_MODE: "night" } }, path, signup);
  expect(await response.json()).toMatchObject({ data: { mode: "night" } });
  expect(await (await sendTo({ changes: { MODE: "day" } }, path, signup)).json()).toMatchObject({ data: {} });
});

test("a trigger that is switched off is allowed and runs nothing", async () => {
  const response = await sendTo({ changes: { SLUICE_DISABLED: "before_signup, before_signin" } }, path, signup);
  expect(await response.json()).toEqual({ allowed: true });
});

test("a store that lost the record of an expected trigger denies it", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const changes = { SLUICE_EXPECT: "before_signin" };
  const response = await sendTo({ changes }, "/v1/triggers/before_signin", triggerCall({ context: {} }));
  log.mockRestore();
  expect(await response.json()).toMatchObject({ allowed: false, code: "store_unavailable" });
  expect(await (await sendTo({}, "/v1/triggers/before_signin", triggerCall({ context: {} }))).json()).toEqual({ allowed: true });
});

/** A worker whose store fails in the given calls with words that are nobody's business. */
const secretWords = "D1_INTERNAL shard 7781";
function failing(...calls: readonly string[]): Partial<Host> {
  const broken = () => Promise.reject(new Error(secretWords));
  const broke = (target: object): object =>
    new Proxy(target, {
      get: (store, name) => {
        if (calls.includes(String(name))) return broken;
        const member: unknown = Reflect.get(store, name);
        return name === "traces" ? (namespace: string) => broke((member as (of: string) => object)(namespace)) : member;
      },
    });
  return { open: openOnce(serviceOn(() => broke(d1Store(env.SLUICE_DB!)) as KeyValueStore)) };
}

test.each([
  ["before_signup", { email: "a@b.example" }, { allowed: false, error: "Sign-up isn't available right now.", code: "store_unavailable" }],
  ["token_build", { token: {} }, { allowed: false, error: "A token can't be issued right now.", code: "store_unavailable" }],
  ["after_signup", { user: { id: "u1" } }, { allowed: true }],
])("while the store fails, %s is answered as DESIGN says, and the log has the cause", async (name, context, outcome) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const host = failing("get", "put", "list", "saveTrace");
  const response = await sendTo({ host }, `/v1/triggers/${name}`, triggerCall({ context }));
  const text = await response.text();
  const logged = log.mock.calls.flat().map(String).join("\n");
  log.mockRestore();
  expect(response.status).toBe(200);
  expect(JSON.parse(text)).toMatchObject(outcome);
  expect(text).not.toContain(secretWords);
  expect(logged).toContain(secretWords);
});

test("a trace that cannot be saved changes no outcome and shows in the log", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await sendTo({ host: failing("saveTrace") }, path, signup);
  const logged = log.mock.calls.flat().map(String).join("\n");
  log.mockRestore();
  expect(await response.json()).toMatchObject({ allowed: true });
  expect(logged).toContain(secretWords);
});

test.each(["/v1/traces", `/v1/traces/${"0".repeat(32)}`])("while the store fails, %s is a 503 without its words", async (address) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await sendTo({ host: failing("getTraceWithSpans", "listTraces") }, address, { token: readToken });
  log.mockRestore();
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(JSON.parse(text)).toMatchObject({ code: "store_unavailable" });
  expect(text).not.toContain(secretWords);
});

test("a fault nobody foresaw is a 500 without its words, and the log has them", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const open: OpenService = async (bindings) => {
    const service = await workerHost().open(bindings);
    return { ...service, engine: () => ({ run: () => Promise.reject(new TypeError(secretWords)) }) as never };
  };
  const response = await sendTo({ host: { open } }, path, signup);
  const logged = log.mock.calls.flat().map(String).join("\n");
  log.mockRestore();
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({ code: "internal_error" });
  expect(text).not.toContain(secretWords);
  expect(logged).toContain(secretWords);
});
