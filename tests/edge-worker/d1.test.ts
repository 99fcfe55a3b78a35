import type { Trace } from "sluice";
import { afterEach, expect, test, vi } from "vitest";
import { publish, savedTrace, sendTo, triggerCall } from "./worker.ts";

test("scripts can count in the database, across workers", async () => {
  await publish("before_signin", `
    local verdict = helpers.rateLimit({ key = "login:" .. context.email, limit = 3, window = 3600 })
    return { allowed = verdict.allowed, error = "Too many.", data = { remaining = verdict.remaining } }`);
  const call = triggerCall({ context: { email: "ada@acme.example" } });
  const outcomes = [];
  for (let n = 0; n < 4; n++) outcomes.push(await (await sendTo({}, "/v1/triggers/before_signin", call)).json());
  expect(outcomes).toMatchObject([
    { allowed: true, data: { remaining: 2 } },
    { allowed: true, data: { remaining: 1 } },
    { allowed: true, data: { remaining: 0 } },
    { allowed: false, error: "Too many." },
  ]);
});

afterEach(() => void vi.unstubAllGlobals());

test("traces are pushed to the collector that the environment names, after the answer", async () => {
  await publish("token_build", "return { data = { n = 1 } }");
  const pushed = vi.fn(async (_url: unknown, _init?: RequestInit) => new Response("{}"));
  vi.stubGlobal("fetch", pushed);
  const changes = {
    SLUICE_OTLP_ENDPOINT: "https://collector.example/v1/traces",
    SLUICE_OTLP_HEADERS: "authorization=Bearer%20t0ken, x-tenant=acme",
  };
  const response = await sendTo({ changes }, "/v1/triggers/token_build", triggerCall({ context: { token: {} } }));
  const { traceId } = await response.json<{ traceId: string }>();
  expect(pushed).toHaveBeenCalledOnce();
  const [url, init] = pushed.mock.calls[0]!;
  expect(url).toBe("https://collector.example/v1/traces");
  expect(init?.headers).toMatchObject({ authorization: "Bearer t0ken", "x-tenant": "acme" });
  expect(String(init?.body)).toContain(traceId);
});

test("a trace that was not pushed is saved, and changes no answer", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await publish("token_build", "return { data = { n = 1 } }");
  vi.stubGlobal("fetch", async () => new Response("no", { status: 500 }));
  const changes = { SLUICE_OTLP_ENDPOINT: "https://collector.example/v1/traces" };
  const response = await sendTo({ changes }, "/v1/triggers/token_build", triggerCall({ context: { token: {} } }));
  const outcome = await response.json<{ allowed: true; traceId: string }>();
  vi.unstubAllGlobals();
  const logged = log.mock.calls.flat().map(String).join("\n");
  log.mockRestore();
  expect(outcome).toMatchObject({ allowed: true });
  expect(logged).toContain("exporting a trace (token_build): fetch_failed: the collector answered 500");
  expect(await savedTrace(outcome)).toMatchObject({ id: outcome.traceId } satisfies Partial<Trace>);
});
