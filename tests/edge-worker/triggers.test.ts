import type { Trace, TracePage } from "sluice";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { readToken } from "./settings.ts";
import { eventually, publish, readTraces, savedTrace, send, sendTo, trigger, triggerCall } from "./worker.ts";

const signup = { email: "ada@acme.example" };

beforeAll(async () => {
  await publish("before_signup", `
    if context.email == "mallory@acme.example" then
      return { allowed = false, error = "Not you.", code = "banned" }
    end
    return { data = { seen = context.email } }`);
  await publish("before_signin", `error("the words of a stack trace")`);
  await publish("after_signup", `helpers.log("welcome", context.user.id)`);
});

test("an allow is answered 200 with the data and the id of its trace", async () => {
  const response = await send("/v1/triggers/before_signup", triggerCall({ context: signup }));
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual({
    allowed: true,
    data: { seen: "ada@acme.example" },
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test("a deny is answered 200 with its text and code", async () => {
  expect(await trigger("before_signup", { email: "mallory@acme.example" })).toEqual({
    allowed: false,
    error: "Not you.",
    code: "banned",
    traceId: expect.any(String),
  });
});

test("a failing script is answered 200 with the hook's text, and nothing of the failure", async () => {
  expect(await trigger("before_signin", {})).toEqual({
    allowed: false,
    error: "Sign-in isn't available right now.",
    code: "runtime_error",
    traceId: expect.any(String),
  });
});

test("a trigger without a pipeline is allowed, without a trace", async () => {
  expect(await trigger("apikey_before_create", { userId: "u1" })).toEqual({ allowed: true });
});

test("who it was and from where stands in the trace", async () => {
  const outcome = await trigger("before_signup", signup, { userId: "u1", requestIp: "192.0.2.7" });
  const trace = await savedTrace(outcome);
  expect(trace).toMatchObject({ id: outcome.traceId, userId: "u1", requestIp: "192.0.2.7" });
});

test("an async hook is run before the answer", async () => {
  expect(await trigger("after_signup", { user: { id: "u1" } })).toEqual({
    allowed: true,
    data: {},
    traceId: expect.any(String),
  });
});

test("an async hook is answered 202 at once when the caller prefers it, and runs after that", async () => {
  const context = { user: { id: "u-prefer" } };
  const preferring = { headers: { prefer: "wait=5, Respond-Async" } };
  const response = await send("/v1/triggers/after_signup", triggerCall({ context, userId: "u-prefer" }, preferring));
  expect(response.status).toBe(202);
  expect(response.headers.get("preference-applied")).toBe("respond-async");
  expect(await response.text()).toBe("");
  await eventually(async () => {
    const page = await (await readTraces("?trigger=after_signup")).json<TracePage>();
    const traces = await Promise.all(page.traces.map(async ({ id }) => (await readTraces(`/${id}`)).json<Trace>()));
    return traces.find(({ userId }) => userId === "u-prefer");
  });
});

test("only async hooks can be answered before they ran", async () => {
  const call = triggerCall({ context: { email: "mallory@acme.example" } }, { headers: { prefer: "respond-async" } });
  const response = await send("/v1/triggers/before_signup", call);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ allowed: false });
});

test("an unknown trigger is a 404 that names it", async () => {
  const response = await send("/v1/triggers/before_lunch", triggerCall({ context: {} }));
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({
    type: "urn:sluice:problem:unknown_trigger",
    title: expect.any(String),
    status: 404,
    code: "unknown_trigger",
    detail: expect.stringContaining("before_lunch"),
  });
});

const invalid: [what: string, body: string | Uint8Array<ArrayBuffer>, field: string][] = [
  ["a context that does not fit the hook", JSON.stringify({ context: { email: 7 } }), "context.email"],
  ["a context without what the hook needs", JSON.stringify({ context: {} }), "context.email"],
  ["no context", "{}", "context"],
  ["a context that is an array", JSON.stringify({ context: [] }), "context"],
  ["a context that is null", JSON.stringify({ context: null }), "context"],
  ["a context without its envelope", JSON.stringify(signup), "email"],
  ["a misspelt member", JSON.stringify({ context: signup, userID: "u1" }), "userID"],
  ["a user id that is no text", JSON.stringify({ context: signup, userId: 7 }), "userId"],
  ["a user id of 257 characters", JSON.stringify({ context: signup, userId: "u".repeat(257) }), "userId"],
  ["an address that is empty", JSON.stringify({ context: signup, requestIp: "" }), "requestIp"],
  ["a body that is an array", "[]", "body"],
  ["a body that is null", "null", "body"],
  ["a body that is no JSON", '{"context":', "body"],
  ["an empty body", "", "body"],
  ["a body that is not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "body"],
  ["a context that is too large", JSON.stringify({ context: { ...signup, note: "n".repeat(65_536) } }), "context"],
  ["a context that is too deep", `{"context":{"email":"a@b.c","deep":${"[".repeat(17)}${"]".repeat(17)}}}`, "context"],
  ["a context that is absurdly deep", `{"context":{"deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`, "body"],
];

test.each(invalid)("%s is a 400 that names the field", async (_what, body, field) => {
  const response = await send("/v1/triggers/before_signup", triggerCall(null, { body }));
  const problem = await response.json<{ code: string; field: string; detail: string }>();
  expect(response.status).toBe(400);
  expect(problem.code).toBe(field.startsWith("context.") || _what.includes("too") ? "invalid_context" : "invalid_body");
  expect(problem.field.startsWith(field)).toBe(true);
  expect(problem.detail.length).toBeGreaterThan(field.length);
});

test("members of a context that no schema knows reach the script, whatever they are called", async () => {
  await publish("client_before_register", `return { data = { got = context.__proto__.constructor } }`);
  const body = '{"context":{"name":"n","redirectUrls":[],"redirectUris":[],"__proto__":{"constructor":"x"}}}';
  const response = await send("/v1/triggers/client_before_register", triggerCall(null, { body }));
  expect(await response.json()).toMatchObject({ allowed: true, data: { got: "x" } });
});

test.each([
  ["another content type", { "content-type": "text/plain" }],
  ["a form", { "content-type": "application/x-www-form-urlencoded" }],
  ["a compressed body", { "content-encoding": "gzip" }],
])("%s is a 415", async (_what, headers) => {
  const response = await send("/v1/triggers/before_signup", triggerCall({ context: signup }, { headers }));
  expect(response.status).toBe(415);
  expect(await response.json()).toMatchObject({ code: "unsupported_media_type" });
});

test("a content type may carry parameters", async () => {
  const headers = { "content-type": "Application/JSON; charset=utf-8" };
  const response = await send("/v1/triggers/before_signup", triggerCall({ context: signup }, { headers }));
  expect(response.status).toBe(200);
});

const maxBody = 256 * 1024;
const bodyOf = (bytes: number) => JSON.stringify({ context: signup }).padEnd(bytes, " ");

test.each([maxBody - 1, maxBody])("a body of %i bytes is read", async (bytes) => {
  const response = await send("/v1/triggers/before_signup", triggerCall(null, { body: bodyOf(bytes) }));
  expect(response.status).toBe(200);
});

test.each([
  ["announced", (text: string) => text],
  ["not announced", (text: string) => new Blob([text]).stream()],
])("one byte more is a 413, its length %s", async (_how, make) => {
  const response = await send("/v1/triggers/before_signup", triggerCall(null, { body: make(bodyOf(maxBody + 1)) }));
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: "body_too_large" });
});

test.each(["GET", "HEAD", "PUT", "PATCH", "DELETE"])("%s on a trigger is a 405 that says what is allowed", async (method) => {
  const response = await send("/v1/triggers/before_signup", { method, token: readToken });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("POST, OPTIONS");
  if (method !== "HEAD") expect(await response.json()).toMatchObject({ code: "method_not_allowed" });
});

describe("a trigger that calls the worker itself", () => {
  const code = `
    local url = "https://login.example.com/v1/triggers/before_signin"
    local answer = helpers.fetch(url, { method = "POST", json = {} })
    return { data = { status = answer.status } }`;
  const changes = { SLUICE_OWN_ORIGINS: "https://www.example.com, https://login.example.com" };
  const call = (headers: Record<string, string>) => triggerCall({ context: {} }, { headers });
  const answered = vi.fn(async (_url: unknown, _init?: RequestInit) => new Response("{}"));

  beforeAll(() => publish("before_signin", code));
  beforeEach(() => {
    answered.mockClear();
    vi.stubGlobal("fetch", answered);
  });
  afterEach(() => void vi.unstubAllGlobals());

  test.each([
    [{}, "1"],
    [{ "sluice-depth": "2" }, "3"],
  ])("after %j tells it depth %s", async (headers: Record<string, string>, depth) => {
    const response = await sendTo({ changes }, "/v1/triggers/before_signin", call(headers));
    expect(await response.json()).toMatchObject({ allowed: true, data: { status: 200 } });
    expect(new Headers(answered.mock.calls[0]?.[1]?.headers).get("sluice-depth")).toBe(depth);
  });

  test.each(["3", "99", "x"])("after sluice-depth: %s is not let out", async (depth) => {
    const response = await sendTo({ changes }, "/v1/triggers/before_signin", call({ "sluice-depth": depth }));
    expect(await response.json()).toMatchObject({ allowed: false, code: "fetch_denied" });
    expect(answered).not.toHaveBeenCalled();
  });

  test("tells nothing while the worker does not know its origins", async () => {
    await sendTo({}, "/v1/triggers/before_signin", call({ "sluice-depth": "3" }));
    expect(new Headers(answered.mock.calls[0]?.[1]?.headers).has("sluice-depth")).toBe(false);
  });
});
