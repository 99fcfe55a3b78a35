import { beforeAll, expect, test, vi } from "vitest";
import { keys, readToken, triggerToken } from "./settings.ts";
import { env, publish, send, sendTo, triggerCall } from "./worker.ts";

const path = "/v1/triggers/before_signup";
const signup = triggerCall({ context: { email: "ada@acme.example" } });

beforeAll(() => publish("before_signup", `return { data = { mode = helpers.env("MODE"), token = helpers.env("TRIGGER_TOKEN") } }`));

test.each([
  ["/", "GET"], ["/v1", "GET"], ["/v1/triggers", "POST"], ["/v1/triggers/", "POST"], ["/v1/triggers/a/b", "POST"],
  ["/v1/traces/", "GET"], ["/v1/health/", "GET"], ["/v1/../etc/passwd", "GET"], ["/favicon.ico", "GET"],
])("%s is a 404", async (unknown, method) => {
  const response = await send(unknown, { method, token: triggerToken });
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ code: "not_found" });
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
  });
});

const unready: [what: string, changes: object, fault: string][] = [
  ["a token is missing", { SLUICE_READ_TOKEN: undefined }, "SLUICE_READ_TOKEN is not set"],
  ["there is no key", { SLUICE_SECRET_KEYS: undefined }, "the engine could not be opened; the worker's log says why"],
  ["a key is misshapen", { SLUICE_SECRET_KEYS: "k1:c2hvcnQ=" }, "the engine could not be opened; the worker's log says why"],
];

test.each(unready)("health is a 503 while %s", async (_what, changes, fault) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await sendTo({ changes }, "/v1/health");
  log.mockRestore();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ready: false, faults: [fault] });
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

test("a namespace that lost the record of an expected trigger denies it", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const changes = { SLUICE_EXPECT: "before_signin" };
  const response = await sendTo({ changes }, "/v1/triggers/before_signin", triggerCall({ context: {} }));
  log.mockRestore();
  expect(await response.json()).toMatchObject({ allowed: false, code: "store_unavailable" });
  expect(await (await sendTo({}, "/v1/triggers/before_signin", triggerCall({ context: {} }))).json()).toEqual({ allowed: true });
});

/** A namespace that fails in the given calls with words that are nobody's business. */
const secretWords = "D1_INTERNAL shard 7781";
function failing(...calls: readonly string[]): object {
  const broken = () => Promise.reject(new Error(secretWords));
  return new Proxy(env.KV, {
    get: (kv, name) => {
      if (calls.includes(String(name))) return broken;
      const member: unknown = Reflect.get(kv, name);
      return typeof member === "function" ? member.bind(kv) : member;
    },
  });
}

test.each([
  ["before_signup", { email: "a@b.example" }, { allowed: false, error: "Sign-up isn't available right now.", code: "store_unavailable" }],
  ["token_build", { token: {} }, { allowed: false, error: "A token can't be issued right now.", code: "store_unavailable" }],
  ["after_signup", { user: { id: "u1" } }, { allowed: true }],
])("while the namespace fails, %s is answered as DESIGN says, and the log has the cause", async (name, context, outcome) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const changes = { KV: failing("get", "put", "list") };
  const response = await sendTo({ changes }, `/v1/triggers/${name}`, triggerCall({ context }));
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
  const response = await sendTo({ changes: { KV: failing("put") } }, path, signup);
  const logged = log.mock.calls.flat().map(String).join("\n");
  log.mockRestore();
  expect(await response.json()).toMatchObject({ allowed: true });
  expect(logged).toContain(secretWords);
});

test.each(["/v1/traces", `/v1/traces/${"0".repeat(32)}`])("while the namespace fails, %s is a 503 without its words", async (address) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await sendTo({ changes: { KV: failing("get", "list") } }, address, { token: readToken });
  log.mockRestore();
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({ code: "store_unavailable" });
  expect(text).not.toContain(secretWords);
});

test("a fault nobody foresaw is a 500 without its words, and the log has them", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const engine = { run: () => Promise.reject(new TypeError(secretWords)) };
  const response = await sendTo({ open: async () => ({ engine }) as never }, path, signup);
  const logged = log.mock.calls.flat().map(String).join("\n");
  log.mockRestore();
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({ code: "internal_error" });
  expect(text).not.toContain(secretWords);
  expect(logged).toContain(secretWords);
});
