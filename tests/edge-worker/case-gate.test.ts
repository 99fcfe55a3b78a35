import { beforeAll, describe, expect, test } from "vitest";
import { adminToken } from "./settings.ts";
import { send } from "./worker.ts";

const email = "ada@acme.example";
const headers = { "content-type": "application/json" };
const api = (method: string, path: string, body: object): Promise<Response> =>
  send(path, { method, token: adminToken, headers, body: JSON.stringify(body) });

const one = { name: "lets ada in", context: { email }, expect: { outcome: { allowed: true } } };
const publish = (body: object = {}): Promise<Response> =>
  api("POST", "/v1/pipelines/before_signup/publish", { pipeline: { layers: [["gate"]] }, override: true, ...body });
const code = (text: string): Promise<Response> => api("PUT", "/v1/scripts/gate", { code: text });
const cases = (list: readonly object[]): Promise<Response> =>
  api("PUT", "/v1/cases/signup", { file: { trigger: "before_signup", cases: list } });

describe("in a worker, publishing", () => {
  beforeAll(async () => {
    await api("PUT", "/v1/secrets/API_KEY", { value: "the value nobody may see" });
  });

  test("is refused with the cases that fail, and what differed", async () => {
    await code('return {allowed = false, error = "No."}');
    await cases([one]);
    const refused = await publish();
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      code: "dry_run_failed",
      field: "pipeline",
      problems: [{ kind: "case_failed", nodes: ["signup"], message: "lets ada in: outcome.allowed - true + false" }],
    });
    const forced = await publish({ allowFailingCases: true });
    expect(await forced.json()).toMatchObject({ version: 1, cases: { passed: 0, failed: 1 } });
  });

  test("does not wait for cases that loop and repeat, and tells no stored secret", async () => {
    await code('local key = helpers.secret("API_KEY") or "none" while true do helpers.log(key) end');
    await cases(Array.from({ length: 200 }, (_, index) => ({ ...one, name: `case ${index}`, repeat: 1_000 })));
    const refused = await publish();
    const text = await refused.text();
    expect([refused.status, text]).toEqual([422, expect.stringContaining("200 of the 200 cases")]);
    expect(text).not.toContain("the value nobody may see");
    expect(text.length).toBeLessThan(20_000);
  });

  test("goes on when the cases pass", async () => {
    await code("return {}");
    await cases([one]);
    const run = await api("POST", "/v1/pipelines/before_signup/run-cases", { pipeline: { layers: [["gate"]] } });
    expect(await run.json()).toMatchObject({
      passed: 1,
      failed: 0,
      results: [{ file: "signup", name: "lets ada in" }],
    });
    expect(await (await publish()).json()).toMatchObject({ cases: { passed: 1, failed: 0 } });
  });
});
