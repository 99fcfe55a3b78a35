import type { PipelineDraft } from "sluice";
import { beforeAll, expect, test, vi } from "vitest";
import { control, savedTrace, sendTo, trigger, triggerCall } from "./worker.ts";

const scripts = import.meta.glob<string>("../../examples/hooks/*.lua", { query: "?raw", import: "default", eager: true });
const pipelines = import.meta.glob<PipelineDraft>("../../examples/pipelines/*.json", { import: "default", eager: true });
const samples = import.meta.glob<object>("../../examples/samples/*.json", { import: "default", eager: true });

beforeAll(async () => {
  const desk = control();
  for (const [path, code] of Object.entries(scripts)) {
    await desk.scripts.save({ id: /([^/]+)\.lua$/.exec(path)?.[1] ?? path, code });
  }
  for (const pipeline of Object.values(pipelines)) {
    await desk.pipelines.publish(pipeline, { sample: samples[`../../examples/samples/${pipeline.trigger}.json`]! });
  }
});

test("every example pipeline has a sample", () => {
  const names = (paths: object) => Object.keys(paths).map((path) => path.split("/").at(-1));
  expect(names(samples)).toEqual(names(pipelines));
});

test("every example script stands in an example pipeline", () => {
  const used = Object.values(pipelines).flatMap(({ layers = [] }) => layers.flat());
  expect(new Set(Object.keys(scripts).map((path) => /([^/]+)\.lua$/.exec(path)?.[1]))).toEqual(new Set(used));
});

const browser = { country: "NL", userAgent: "Firefox" };

test.each([
  ["an ordinary address", "ada@acme.example", browser,
    { emailDomain: "acme.example", freeMail: false, country: "NL", risk: 0, reasons: [], review: false }],
  ["a free address", "ada@GMail.com", browser,
    { emailDomain: "gmail.com", freeMail: true, country: "NL", risk: 20, reasons: ["free_mail"], review: false }],
  ["a free address from nowhere without a browser", "ada@gmail.com", {},
    { emailDomain: "gmail.com", freeMail: true, country: "unknown", risk: 60,
      reasons: ["free_mail", "unknown_country", "no_user_agent"], review: true }],
])("before_signup allows %s", async (_what, email, request, data) => {
  expect(await trigger("before_signup", { email, request })).toMatchObject({ allowed: true, data });
});

test.each([
  ["a disposable address", "ada@mailinator.com", browser, "disposable_email"],
  ["a subdomain of a disposable domain", "ada@eu.Mailinator.com", browser, "disposable_email"],
  ["a country that is not served", "ada@acme.example", { ...browser, country: "aq" }, "country_not_served"],
  ["a machine's address", "ada12345@gmail.com", {}, "signup_risk"],
])("before_signup denies %s", async (_what, email, request, code) => {
  expect(await trigger("before_signup", { email, request })).toMatchObject({ allowed: false, code });
});

test("a domain that only ends like a disposable one is no subdomain of it", async () => {
  expect(await trigger("before_signup", { email: "ada@notmailinator.com", request: browser })).toMatchObject({ allowed: true });
});

test.each([
  ["a banned address", { email: "Mallory@corp.example" }],
  ["a banned domain", { email: "anybody@spam.example" }],
  ["a banned network", { email: "ada@acme.example", request: { ip: "198.51.100.77" } }],
  ["a banned IPv6 network without an address", { request: { ip: "2001:db8:bad::1" } }],
])("before_signin denies %s", async (_what, context) => {
  expect(await trigger("before_signin", context)).toMatchObject({ allowed: false, code: "banned" });
});

test("before_signin fails closed on an address that is none", async () => {
  const outcome = await trigger("before_signin", { email: "ada@acme.example", request: { ip: "not-an-ip" } });
  expect(outcome).toMatchObject({ allowed: false, error: "Sign-in isn't available right now." });
});

test.each([
  ["on", "ada@acme.example", { allowed: false, code: "maintenance" }],
  ["on", "eve@staff.example", { allowed: true }],
  ["off", "ada@acme.example", { allowed: true }],
])("with maintenance %s, before_signin answers %s as it should", async (setting, email, outcome) => {
  const changes = { SLUICE_ENV_MAINTENANCE: setting };
  const response = await sendTo({ changes }, "/v1/triggers/before_signin", triggerCall({ context: { email } }));
  expect(await response.json()).toMatchObject(outcome);
});

test.each([
  ["an admin of a customer", { user: { id: "u1", role: "admin", email: "ada@acme.example" }, token: {} },
    { role: "admin", permissions: ["reports:read", "reports:write", "users:manage"], tenant: "acme" }],
  ["an unknown role", { user: { id: "u1", role: "wizard" }, token: {} }, { role: "viewer", permissions: ["reports:read"] }],
  ["no role", { user: { id: "u1" }, token: {} }, { role: "viewer", permissions: ["reports:read"] }],
  ["a token that names its tenant", { user: { id: "u1", email: "ada@acme.example" }, token: { tenant: "globex" } },
    { role: "viewer", permissions: ["reports:read"] }],
  ["a client's own token", { token: {} }, {}],
])("token_build gives %s its claims", async (_what, context, data) => {
  const outcome = await trigger("token_build", context);
  expect(outcome).toEqual({ allowed: true, data, traceId: expect.any(String) });
});

test("token_build issues nothing to a suspended user", async () => {
  const context = { user: { id: "u1", role: "suspended" }, token: {} };
  expect(await trigger("token_build", context)).toMatchObject({ allowed: false, code: "suspended" });
});

test("after_signup sends nothing while it is not told where to, and logs what it would", async () => {
  const trace = await savedTrace(await trigger("after_signup", { user: { id: "u1" } }));
  expect(trace).toMatchObject({
    status: "success",
    spans: [{ scriptId: "welcome", logs: [{ text: expect.stringContaining('"userId":"u1"') }] }],
  });
});

test("after_signup posts a signed webhook once it is told where to", async () => {
  await control().secrets.set("WEBHOOK_KEY", "the key of the webhook");
  const posted = vi.fn(async (_url: unknown, _init?: RequestInit) => new Response("{}", { status: 201 }));
  vi.stubGlobal("fetch", posted);
  const changes = { SLUICE_ENV_WEBHOOK_URL: "https://hooks.example.com/users" };
  const response = await sendTo({ changes }, "/v1/triggers/after_signup", triggerCall({ context: { user: { id: "u1" } } }));
  vi.unstubAllGlobals();
  expect(await response.json()).toMatchObject({ allowed: true, data: { sent: true } });
  expect(posted).toHaveBeenCalledTimes(1);
  const [url, init] = posted.mock.calls[0]!;
  const body = String(init?.body);
  expect(url).toBe("https://hooks.example.com/users");
  expect(JSON.parse(body)).toMatchObject({ event: "user.created", userId: "u1" });
  expect(new Headers(init?.headers).get("x-signature")).toBe(await hmac(body, "the key of the webhook"));
});

async function hmac(text: string, secret: string): Promise<string> {
  const bytes = (from: string) => new TextEncoder().encode(from);
  const key = await crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(text)));
  return [...signature].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
