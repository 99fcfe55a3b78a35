import { expect, test } from "vitest";
import { memoryStore } from "sluice";
import { deploy, seed } from "./deployment.ts";
import { replayToken } from "./settings.ts";

test("a journal can be read and replayed by the role replay, and the audit log tells who has read it", async () => {
  const deployment = deploy(memoryStore());
  const { traceId } = await seed(deployment);
  const as = { token: replayToken, headers: { "sluice-actor": "ada@example.com" } };
  const journal = await (await deployment.send(`/v1/journals/${traceId}`, as)).json();
  expect(journal).toMatchObject({ traceId, trigger: "before_signup", context: { email: "ada@acme.example" } });
  const replayed = await deployment.send(`/v1/journals/${traceId}/replay`, { ...as, method: "POST", body: {} });
  expect(await replayed.json()).toMatchObject({ outcome: { allowed: true, data: { country: "NL" } } });
  const { items } = await (await deployment.send(`/v1/audit?target=trace:${traceId}`)).json<{ items: object[] }>();
  const entry = { action: "journal.read", actor: "ada@example.com (replay token)", target: `trace:${traceId}` };
  expect(items).toMatchObject([entry, entry]);
});

test("another plan tells what it would have decided", async () => {
  const deployment = deploy(memoryStore());
  const { traceId } = await seed(deployment);
  const code = 'return { allowed = false, error = "No.", code = "no" }';
  const plan = { trigger: "before_signup", layers: [[{ id: "geo-block", code }]] };
  const body = { plan };
  const response = await deployment.send(`/v1/journals/${traceId}/replay`, { token: replayToken, method: "POST", body });
  expect(await response.json()).toMatchObject({ outcome: { allowed: false, code: "no" }, exact: false, reasons: expect.any(Array) });
});

test("a journal holds no value of a secret", async () => {
  const deployment = deploy(memoryStore());
  const { traceId } = await seed(deployment);
  const text = await (await deployment.send(`/v1/journals/${traceId}`, { token: replayToken })).text();
  expect(text).toContain("GEO_KEY");
  expect(text).not.toContain("a value of some length");
});

test("what a trace ran is told to readers, as a replay takes it", async () => {
  const deployment = deploy(memoryStore());
  const { traceId } = await seed(deployment);
  const as = { token: replayToken };
  const plan = await (await deployment.send(`/v1/traces/${traceId}/plan`, {})).json();
  expect(plan).toMatchObject({ trigger: "before_signup", layers: [[{ id: "geo-block", code: expect.any(String) }]] });
  const replayed = await deployment.send(`/v1/journals/${traceId}/replay`, { ...as, method: "POST", body: { plan } });
  expect(await replayed.json()).toMatchObject({ outcome: { allowed: true, data: { country: "NL" } } });
  expect((await deployment.send(`/v1/traces/${"0".repeat(32)}/plan`, {})).status).toBe(404);
});
