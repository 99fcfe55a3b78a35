import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { workerHost } from "../../edge-worker/src/hosts/worker.ts";
import { adminToken, cronSecret, readToken, triggerToken, writeToken } from "./settings.ts";
import { publish, send, sendTo, triggerCall } from "./worker.ts";

const path = "/v1/triggers/before_signup";
const call = (token: string | null) => triggerCall({ context: { email: "ada@acme.example" } }, { token });

// Requests are counted by the minute: each test has one of its own, which does not end before the test does.
let minutes = Math.ceil(Date.now() / 60_000);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: minutes++ * 60_000 }));
afterEach(() => void vi.useRealTimers());

beforeAll(() => publish("before_signup", "return {}"));

const refused: [what: string, headers: Record<string, string>][] = [
  ["no token", {}],
  ["an empty header", { authorization: "" }],
  ["another scheme", { authorization: `Basic ${triggerToken}` }],
  ["no scheme", { authorization: triggerToken }],
  ["a token with one character changed", { authorization: `Bearer ${triggerToken.slice(0, -1)}X` }],
  ["the beginning of the token", { authorization: `Bearer ${triggerToken.slice(0, -1)}` }],
  ["the token and more", { authorization: `Bearer ${triggerToken}x` }],
  ["two tokens", { authorization: `Bearer ${readToken} ${triggerToken}` }],
];

test.each(refused)("%s is a 401 without detail", async (_what, headers) => {
  const response = await send(path, { ...call(null), headers: { "content-type": "application/json", ...headers } });
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toBe("Bearer");
  expect(await response.json()).toEqual({
    type: "urn:sluice:problem:unauthorized",
    title: "The request carries no valid token.",
    status: 401,
    code: "unauthorized",
    requestId: expect.any(String),
  });
});

test("a token in the query counts for nothing", async () => {
  expect((await send(`${path}?token=${triggerToken}`, call(null))).status).toBe(401);
});

test("without a token, a request is not told whether its trigger exists", async () => {
  expect((await send("/v1/triggers/before_lunch", call(null))).status).toBe(401);
});

test.each([
  ["reads no traces", "/v1/traces", { token: triggerToken }, "read"],
  ["erases nobody", "/v1/users/erase", { method: "POST", token: writeToken }, "admin"],
  ["runs no triggers", path, call(readToken), "trigger"],
  ["runs no triggers, nor does the cron secret", path, call(cronSecret), "trigger"],
])("a token of another role %s", async (_what, address, sent, role) => {
  const response = await send(address, sent);
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: "forbidden", detail: `It takes the role ${role}.` });
});

test("the admin's token has every role", async () => {
  expect((await send(path, call(adminToken))).status).toBe(200);
  expect((await send("/v1/traces", { token: adminToken })).status).toBe(200);
  expect((await send("/v1/internal/cleanup", { method: "POST", token: adminToken })).status).toBe(200);
});

test("a header of schedulers carries the cron secret, and no other token", async () => {
  const cleanUp = (secret: string) => send("/v1/internal/cleanup", { method: "POST", headers: { "x-rotation-secret": secret } });
  expect((await cleanUp(cronSecret)).status).toBe(200);
  expect((await cleanUp(readToken)).status).toBe(403);
  expect((await send("/v1/traces", { headers: { "x-rotation-secret": readToken } })).status).toBe(401);
});

test("the scheme is understood in any case, as RFC 9110 has it", async () => {
  const headers = { "content-type": "application/json", authorization: `bearer ${triggerToken}` };
  expect((await send(path, { ...call(null), headers })).status).toBe(200);
});

const first = "the-first-token-of-a-rotation-0123";
const second = "the-second-token-of-a-rotation-012";

test.each([first, second])("while tokens are rotated, %s is accepted", async (token) => {
  const changes = { SLUICE_TRIGGER_TOKEN: `${first}, ${second}` };
  expect((await sendTo({ changes }, path, call(token))).status).toBe(200);
});

test("while tokens are rotated, both at once are not one", async () => {
  const changes = { SLUICE_TRIGGER_TOKEN: `${first},${second}` };
  expect((await sendTo({ changes }, path, call(`${first},${second}`))).status).toBe(401);
});

test("a token of 32 characters is long enough", async () => {
  const token = "t".repeat(32);
  expect((await sendTo({ changes: { SLUICE_TRIGGER_TOKEN: token } }, path, call(token))).status).toBe(200);
});

const unusable: [what: string, value: string | undefined, presented: string, logged: string | undefined][] = [
  ["is unset", undefined, triggerToken, undefined],
  ["is empty", "", triggerToken, undefined],
  ["has 31 characters", "t".repeat(31), "t".repeat(31), "is shorter than 32 characters"],
  ["is short in one of two", `${first},short`, first, "is shorter than 32 characters"],
  ["has three values", `${first},${second},${triggerToken}`, first, "has more than 2 tokens"],
  ["has a space in it", `${first} ${second}`, `${first} ${second}`, "has characters that no header can carry"],
  ["is another's, too", `${first},${readToken}`, first, "has a token of SLUICE_READ_TOKEN"],
];

test.each(unusable)("a token that %s opens nothing, and the log says why", async (_what, value, presented, logged) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await sendTo({ changes: { SLUICE_TRIGGER_TOKEN: value } }, path, call(presented));
  const lines = log.mock.calls.flat();
  log.mockRestore();
  expect(response.status).toBe(401);
  if (logged !== undefined) expect(lines).toContain(`sluice: SLUICE_TRIGGER_TOKEN ${logged}; it opens nothing`);
});

test("health tells of tokens that open nothing, and of roles that are closed, but no token", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const changes = { SLUICE_TRIGGER_TOKEN: first.slice(0, 31), SLUICE_ADMIN_TOKEN: undefined, SLUICE_REPLAY_TOKEN: "" };
  const response = await sendTo({ changes }, "/v1/health");
  log.mockRestore();
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({
    ready: false,
    faults: ["SLUICE_TRIGGER_TOKEN is shorter than 32 characters"],
    closedRoles: ["trigger", "replay", "admin"],
  });
  expect(text).not.toContain(first.slice(0, 8));
});

test("wrong tokens are counted by address, and right ones are let in all the same", async () => {
  const headers = { "content-type": "application/json", "cf-connecting-ip": "192.0.2.77" };
  const guess = () => send(path, { ...call("g".repeat(40)), headers: { ...headers, authorization: `Bearer ${"g".repeat(40)}` } });
  const answers: Response[] = [];
  for (let n = 0; n < 21; n++) answers.push(await guess());
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(20);
  expect(answers.at(-1)?.status).toBe(429);
  expect(Number(answers.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
  const right = await send(path, { ...call(null), headers: { ...headers, authorization: `Bearer ${triggerToken}` } });
  expect(right.status).toBe(200);
  expect((await send(path, call("h".repeat(40)))).status).toBe(401);
});

test("addresses of one IPv6 network are counted together, and others apart", async () => {
  const guess = async (address: string): Promise<number> => {
    const headers = { "cf-connecting-ip": address, authorization: `Bearer ${"g".repeat(40)}` };
    return (await send("/v1/scripts", { headers })).status;
  };
  for (let n = 0; n < 20; n++) expect(await guess(`2001:db8:1:2:${n}:3:4:5`)).toBe(401);
  expect(await guess("2001:db8:1:2:ffff::1")).toBe(429);
  expect(await guess("2001:db8:1:3::1")).toBe(401);
  expect(await guess("::ffff:192.0.2.9")).toBe(401);
});

test("a token that asks too often is told when to come back", async () => {
  const host = workerHost();
  const list = () => sendTo({ host, changes: { SLUICE_RATE_LIMIT: "2" } }, "/v1/scripts", { token: writeToken });
  const statuses = [(await list()).status, (await list()).status];
  const third = await list();
  expect(statuses).toEqual([200, 200]);
  expect(third.status).toBe(429);
  expect(await third.json()).toMatchObject({ code: "too_many_requests" });
});

test("an unusable token closes its own area only", async () => {
  const changes = { SLUICE_READ_TOKEN: undefined };
  expect((await sendTo({ changes }, path, call(triggerToken))).status).toBe(200);
});

test.each([
  ["the admin's token", adminToken, { actor: "ada@acme.example (admin token)", roles: ["trigger", "read", "write", "replay", "cron", "admin"] }],
  ["a token for reading", readToken, { actor: "ada@acme.example (read token)", roles: ["read"] }],
])("%s is told what it is for, and what the audit log calls its holder", async (_what, token, expected) => {
  const response = await send("/v1/token", { token, headers: { "Sluice-Actor": "ada@acme.example" } });
  expect(await response.json()).toEqual(expected);
});
