import { expect, test } from "vitest";
import { EngineInstance } from "../../bindings/js/engine-instance.ts";
import { runExecution } from "../../bindings/js/execution-loop.ts";
import type { SecretReply } from "../../bindings/js/host/secrets.ts";
import { recordJournal } from "../../bindings/js/journal-recorder.ts";
import { LiveExecution } from "../../bindings/js/live-execution.ts";
import { fakeModule, waiting } from "./fake-module.ts";

/** The reply to a secret as it stands in the journal of an execution that read one. */
async function recordedSecret(reply: SecretReply): Promise<unknown> {
  const effect = { id: 1, kind: "secret", scriptId: "s", name: "KEY", minVersion: 1 };
  const instance = new EngineInstance(fakeModule({ start: () => waiting([effect]) }), {});
  const lease = instance.plans.acquire("plan", "{}");
  const options = { traceId: "0".repeat(32), seed: "0".repeat(16), now: 1, hold: true };
  const execution = new LiveExecution({ instance, lease }, () => Promise.reject(new Error("unused")), "{}", options);
  const ended = await runExecution(execution, { perform: async () => reply, now: () => 2 });
  const journal = recordJournal(execution, ended, { plan: lease.plan, engineHash: "e" });
  return journal.turns[0]?.answers[0]?.reply;
}

test.each<[string, SecretReply, unknown]>([
  ["none", null, null],
  ["one in clear", { plain: "value" }, {}],
  ["one in clear that is bound", { plain: "value", hosts: ["a.example.com"] }, { hosts: ["a.example.com"] }],
  ["a sealed one", { record: { v: 1, version: 3, hosts: [], ciphertext: "AAAA" } }, { version: 3 }],
  ["a sealed one that is bound", { record: { version: 4, hosts: ["*.b.example"] } }, { version: 4, hosts: ["*.b.example"] }],
  ["a damaged one", { record: { version: "x", hosts: "y" } }, {}],
])("of a secret only version and hosts are kept: %s", async (_, reply, value) => {
  expect(await recordedSecret(reply)).toEqual({ ok: true, value });
});
