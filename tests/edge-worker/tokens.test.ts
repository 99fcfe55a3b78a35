import { beforeAll, expect, test, vi } from "vitest";
import { readToken, triggerToken } from "./settings.ts";
import { publish, send, sendTo, triggerCall } from "./worker.ts";

const path = "/v1/triggers/before_signup";
const call = (token: string | null) => triggerCall({ context: { email: "ada@acme.example" } }, { token });

beforeAll(() => publish("before_signup", "return {}"));

const refused: [what: string, headers: Record<string, string>][] = [
  ["no token", {}],
  ["an empty header", { authorization: "" }],
  ["another scheme", { authorization: `Basic ${triggerToken}` }],
  ["no scheme", { authorization: triggerToken }],
  ["a token with one character changed", { authorization: `Bearer ${triggerToken.slice(0, -1)}X` }],
  ["the beginning of the token", { authorization: `Bearer ${triggerToken.slice(0, -1)}` }],
  ["the token and more", { authorization: `Bearer ${triggerToken}x` }],
  ["the token of another area", { authorization: `Bearer ${readToken}` }],
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
  });
});

test("a token in the query counts for nothing", async () => {
  expect((await send(`${path}?token=${triggerToken}`, call(null))).status).toBe(401);
});

test("without a token, a request is not told whether its trigger exists", async () => {
  expect((await send("/v1/triggers/before_lunch", call(null))).status).toBe(401);
});

test("the token for triggers reads no traces", async () => {
  expect((await send("/v1/traces", { token: triggerToken })).status).toBe(401);
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

const unusable: [what: string, value: string | undefined, presented: string, logged: string][] = [
  ["is unset", undefined, triggerToken, "is not set"],
  ["is empty", "", triggerToken, "is not set"],
  ["has 31 characters", "t".repeat(31), "t".repeat(31), "is shorter than 32 characters"],
  ["is short in one of two", `${first},short`, first, "is shorter than 32 characters"],
  ["has three values", `${first},${second},${triggerToken}`, first, "has more than 2 tokens"],
  ["has a space in it", `${first} ${second}`, `${first} ${second}`, "has characters that no header can carry"],
];

test.each(unusable)("while the token %s, triggers are refused with 503 and the log says why", async (_what, value, presented, logged) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await sendTo({ changes: { SLUICE_TRIGGER_TOKEN: value } }, path, call(presented));
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: "not_configured" });
  expect(log).toHaveBeenCalledExactlyOnceWith(`sluice: requests are refused: SLUICE_TRIGGER_TOKEN ${logged}`);
  log.mockRestore();
});

test("an unusable token closes its own area only", async () => {
  const changes = { SLUICE_READ_TOKEN: undefined };
  expect((await sendTo({ changes }, path, call(triggerToken))).status).toBe(200);
});
