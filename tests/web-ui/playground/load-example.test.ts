import { hooks, memoryStore } from "sluice";
import { beforeAll, describe, expect, test } from "vitest";

import { localWorkspace, type PlaygroundWorkspace } from "../../../web-ui/src/data/local/workspace.ts";
import { examples, samplesOf } from "../../../web-ui/src/examples/index.ts";
import { loadExample, withMocks } from "../../../web-ui/src/playground/load-example.ts";
import { threadOf } from "../data/local/host-thread.ts";

/** How each sample ends: the code of a deny, or the keys of the data. */
const endings: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  "throw-away-email": [[], "disposable_domain", "disposable_domain"],
  "sign-up-risk": [
    ["domain", "risk", "score", "source", "suspicious", "user"],
    "risk_verdict",
    ["domain", "risk", "source", "suspicious", "user"],
  ],
  "lock-out": [[], "banned_network"],
  "key-policy": [["left"], "key_name", "key_quota"],
  "token-claims": [
    ["features", "permissions", "plan", "role", "seats"],
    ["features", "permissions", "plan", "role", "seats"],
    "suspended",
    ["features"],
  ],
  "audit-sign-in": [["eventId"]],
  welcome: [
    ["contact", "sent"],
    ["contact", "sent"],
  ],
  "redirect-addresses": [[], [], "redirect_uri", "client_name"],
  consent: [["wide"], ["wide"]],
  "endless-loop": [[]],
};

function openWorkspace(): PlaygroundWorkspace {
  const store = memoryStore();
  const { keeper } = threadOf(async () => ({ store, keptIn: "memory" }));
  return localWorkspace((method, args, signal) => keeper.call(method, args, signal));
}

test("there are examples for each mode and for each lane of hooks", () => {
  const used = hooks.filter(({ name }) => examples.some(({ trigger }) => trigger === name));
  expect(new Set(used.map(({ mode }) => mode)).size).toBe(3);
  expect(new Set(used.map(({ lane }) => lane)).size).toBe(5);
  expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
  expect(Object.keys(endings).sort()).toEqual(examples.map(({ id }) => id).sort());
});

describe.each(examples.map((example) => [example.id, example] as const))("the example %s", (id, example) => {
  let workspace: PlaygroundWorkspace;

  beforeAll(async () => {
    workspace = openWorkspace();
    await loadExample(workspace, example);
  });

  test("is published, with nothing that speaks against it", async () => {
    expect(await workspace.control.pipelines.check(example.trigger)).toEqual([]);
    expect(await workspace.control.pipelines.list()).toMatchObject([
      { trigger: example.trigger, published: { version: 1 } },
    ]);
  });

  test.each(example.samples.map((sample, index) => [sample.name, sample, endings[id]?.[index]] as const))(
    "ends as it should with the sample %s, tried and run",
    async (_name, { context }, ending) => {
      const tried = await workspace.control.pipelines.dryRun(example.trigger, context, {
        mocks: { fetch: example.mocks },
        secrets: "stored",
      });
      const { outcome, trace } = await workspace.run(example.trigger, { context });
      const { traceId: _, ...decided } = outcome;
      expect(tried.outcome).toEqual(decided);
      expect(tried.wouldCall).toEqual([]);
      expect(outcome.allowed ? Object.keys(outcome.data ?? {}) : outcome.code).toEqual(ending);
      expect(trace).toBeDefined();
    },
  );

  test("can be loaded again without another version of anything but the pipeline", async () => {
    await loadExample(workspace, example);
    expect((await workspace.control.scripts.list()).every(({ version }) => version === 1)).toBe(true);
    expect(await workspace.mocks.list()).toEqual(example.mocks);
  });
});

test("a script that never ends is stopped, and the sign-out goes on", async () => {
  const workspace = openWorkspace();
  const endless = examples.find(({ id }) => id === "endless-loop")!;
  await loadExample(workspace, endless);
  const { trace } = await workspace.run(endless.trigger, { context: endless.samples[0].context });
  expect(trace).toMatchObject({ status: "success", spans: [{ status: "error", errorCode: "limit_instructions" }] });
});

test("the mocks of an example take the place of those for the same address, and stand in front of others", () => {
  const other = { url: "https://other.example.com/" };
  const known = [{ url: "https://a.example.com/", status: 500 }, other];
  const added = [{ url: "https://a.example.com/", status: 200 }];
  expect(withMocks(known, added)).toEqual([...added, other]);
});

test("a hook's samples come from the examples that have it", () => {
  expect(samplesOf("before_signup")).toHaveLength(6);
  expect(samplesOf("client_access_change")).toEqual([]);
});
