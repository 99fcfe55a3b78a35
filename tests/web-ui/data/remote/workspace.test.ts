import { memoryStore } from "sluice";
import { describe, expect, test } from "vitest";

import { browserEngine } from "../../../../web-ui/src/data/local/workspace.ts";
import { remoteWorkspace } from "../../../../web-ui/src/data/remote/workspace.ts";
import { describeWorkspace } from "../workspace-suite.ts";
import { threadOf } from "../local/host-thread.ts";
import { adminToken, workerApp } from "./worker-app.ts";

// This browser's engine, for what is edited and what a worker recorded.
const { keeper } = threadOf(async () => ({ store: memoryStore(), keptIn: "memory" }));

describeWorkspace("over HTTP, of the worker's own app", async () =>
  remoteWorkspace({
    origin: "https://sluice.test",
    credentials: () => ({ token: adminToken }),
    fetch: workerApp(memoryStore()),
    wait: async () => {},
    engine: (deployment) => browserEngine((method, args, signal) => keeper.call(method, args, signal), deployment),
  }),
);

describe("what is tried in this browser, of a worker with limits of its own", () => {
  const open = (changes: Readonly<Record<string, string>>) =>
    remoteWorkspace({
      origin: "https://sluice.test",
      credentials: () => ({ token: adminToken }),
      fetch: workerApp(memoryStore(), changes),
      engine: (deployment) => browserEngine((method, args, signal) => keeper.call(method, args, signal), deployment),
    });
  const [mode, trigger] = ["blocking", "before_signup"] as const;
  const context = { email: "ada@acme.example" };
  const planOf = (code: string) => ({ trigger, mode, layers: [[{ id: "gate", code }]] });

  test("is held to them, and not to those of another home", async () => {
    const loop = planOf("for _ = 1, 40000 do end return {}");
    const tools = { mocks: [], secrets: {} };
    const tell = async (changes: Readonly<Record<string, string>>) =>
      (await open(changes).tryPlan(loop, context, tools)).trace?.spans[0]?.errorCode;
    expect(await tell({ SLUICE_LIMITS: "instructions=1000" })).toBe("limit_instructions");
    expect(await tell({ SLUICE_LIMITS: "instructions=1000000" })).toBeUndefined();
    const cases = { trigger, cases: [{ name: "one", context, expect: { errorCode: "limit_instructions" } }] } as const;
    const { verdicts } = await open({ SLUICE_LIMITS: "instructions=1000" }).runCases(cases, loop);
    expect(verdicts).toMatchObject([{ passed: true }]);
  });

  test("may fetch what scripts may fetch there", async () => {
    const fetching = planOf('local answer = helpers.fetch("https://api.example.org/") return { data = { status = answer.status } }');
    const tools = { mocks: [{ url: "https://api.example.org/", json: { ok: true } }], secrets: {} };
    const refused = await open({ SLUICE_FETCH_HOSTS: "*.example.com" }).tryPlan(fetching, context, tools);
    expect(refused.trace?.spans[0]?.errorCode).toBe("fetch_denied");
    const allowed = await open({ SLUICE_FETCH_HOSTS: "*.example.org" }).tryPlan(fetching, context, tools);
    expect(allowed.outcome).toMatchObject({ data: { status: 200 } });
  });

  test("may be as long as there", async () => {
    const code = `return {} -- ${"x".repeat(6_000)}`;
    expect(await open({}).checkCode(code)).not.toEqual([]);
    expect(await open({ SLUICE_LIMITS: "scriptBytes=8000" }).checkCode(code)).toEqual([]);
  });

  test("asks the worker once, and again when somebody wants to know", async () => {
    const app = workerApp(memoryStore());
    const asked: string[] = [];
    const workspace = remoteWorkspace({
      origin: "https://sluice.test",
      credentials: () => ({ token: adminToken }),
      fetch: (request) => {
        asked.push(new URL(request.url).pathname);
        return app(request);
      },
      engine: (deployment) => browserEngine((method, args, signal) => keeper.call(method, args, signal), deployment),
    });
    await workspace.checkCode("return {}");
    await workspace.checkCode("return {}");
    expect(asked).toEqual(["/v1/deployment"]);
    expect((await workspace.deployment()).limits.instructions).toBe(50_000);
    expect(asked).toEqual(["/v1/deployment", "/v1/deployment"]);
  });

  test("waits for a worker that did not answer when it was asked", async () => {
    const app = workerApp(memoryStore());
    let isDown = true;
    const workspace = remoteWorkspace({
      origin: "https://sluice.test",
      credentials: () => ({ token: adminToken }),
      fetch: async (request) => (isDown ? Promise.reject(new TypeError("down")) : app(request)),
      wait: async () => {},
      engine: (deployment) => browserEngine((method, args, signal) => keeper.call(method, args, signal), deployment),
    });
    await expect(workspace.deployment()).rejects.toThrow("did not answer");
    await expect(workspace.checkCode("return {}")).rejects.toThrow("did not answer");
    isDown = false;
    expect(await workspace.checkCode("return {}")).toEqual([]);
  });
});
