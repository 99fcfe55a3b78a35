import { readFileSync, readdirSync } from "node:fs";
import { createHmac } from "node:crypto";
import { createControl, createEngine, memoryStore, type JsonObject, type Outcome, type TriggerName } from "sluice";
import { describe, expect, test } from "vitest";

// examples/policies: each is NAME.json, which names its scripts (ID.lua) and has its cases.

interface Mock {
  readonly url: string;
  readonly method?: string;
  readonly status?: number;
  readonly body?: string;
  readonly json?: unknown;
  readonly fails?: boolean;
}

interface Case {
  readonly name: string;
  readonly context: JsonObject;
  readonly mocks?: readonly Mock[];
  readonly now?: number;
  /** How often it runs; the last outcome counts. */
  readonly repeat?: number;
  /** What is to be sent: `at` and the signature are those of the run. */
  readonly sent?: { readonly url: string; readonly headers?: Record<string, string>; readonly json: JsonObject };
  readonly outcome: Outcome;
}

interface Policy {
  readonly about: string;
  readonly trigger: TriggerName;
  readonly layers: string[][];
  readonly onError?: "block" | "allow";
  readonly env?: Record<string, string>;
  readonly secrets?: Record<string, { value: string; hosts: string[] }>;
  readonly cases: readonly Case[];
}

const folder = new URL("../../examples/policies/", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), "utf8");
const files = readdirSync(folder);
const policies = files.filter((file) => file.endsWith(".json")).map((file) => {
  return { name: file.replace(".json", ""), ...(JSON.parse(read(file)) as Policy) };
});
const startedAt = Date.parse("2026-01-01T00:00:00Z");
const key = { id: "k1", key: Buffer.alloc(32, 7).toString("base64") };

interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** An engine that runs one policy, and everything it sends. */
async function open(policy: Policy, { mocks = [], now = startedAt }: Case) {
  const store = memoryStore();
  const control = createControl({ store, secretKeys: [key], actor: "tests" });
  const ids = [...new Set(policy.layers.flat())];
  for (const id of ids) await control.scripts.save({ id, name: id, code: read(`${id}.lua`) });
  for (const [name, { value, hosts }] of Object.entries(policy.secrets ?? {})) {
    await control.secrets.set(name, value, { hosts });
  }
  const { trigger, layers, onError } = policy;
  await control.pipelines.publish({ trigger, layers, ...(onError && { onError }) }, { override: true });
  const sent: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    sent.push({ url, headers: new Headers(init.headers), body: String(init.body ?? "") });
    const { status = 200, body, json, fails } = mocks.find((mock) => fits(mock, url, init.method)) ?? { fails: true };
    if (fails) throw new TypeError("nobody answers");
    const text = json === undefined ? body : JSON.stringify(json);
    const headers = json === undefined ? {} : { "content-type": "application/json" };
    return new Response(status === 204 ? null : (text ?? ""), { status, headers });
  };
  const engine = await createEngine({ store, secretKeys: [key], env: policy.env ?? {}, fetch, now: () => now });
  return { engine, sent };
}

function fits(mock: Mock, url: string, method = "GET"): boolean {
  if (mock.method !== undefined && mock.method !== method) return false;
  return mock.url.endsWith("*") ? url.startsWith(mock.url.slice(0, -1)) : url === mock.url;
}

test("each of the fifteen policies has its scripts, and no script is without a policy", () => {
  expect(policies).toHaveLength(15);
  const scripts = files.filter((file) => file.endsWith(".lua")).map((file) => file.replace(".lua", ""));
  expect(scripts.sort()).toEqual([...new Set(policies.flatMap(({ layers }) => layers.flat()))].sort());
});

describe.each(policies)("$name", (policy) => {
  test.each(policy.cases)("$name", async (each) => {
    const { engine, sent } = await open(policy, each);
    let outcome: Outcome | undefined;
    for (let i = 0; i < (each.repeat ?? 1); i++) outcome = await engine.run(policy.trigger, each.context as never);
    const { traceId: _, ...decided } = outcome ?? { allowed: false, error: "it never ran" };
    expect(decided).toEqual(each.outcome);
    if (each.sent) checkSent(sent, each, policy);
  });
});

function checkSent(sent: readonly Sent[], { sent: expected, now = startedAt }: Case, { secrets = {} }: Policy): void {
  const [request] = sent;
  expect(request?.url).toBe(expected?.url);
  const json = Object.fromEntries(
    Object.entries(expected?.json ?? {}).map(([name, value]) => [name, value === "NOW" ? now : value]),
  );
  expect(JSON.parse(request?.body ?? "")).toEqual(json);
  if (expected?.headers?.["x-signature"] === undefined) return;
  const [secret] = Object.values(secrets);
  const digest = createHmac("sha256", secret?.value ?? "").update(request?.body ?? "").digest("hex");
  expect(request?.headers.get("x-signature")).toBe(`sha256=${digest}`);
}
