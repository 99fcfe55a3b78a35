import { describe, expect, test, vi } from "vitest";
import { deploymentLimits } from "../../bindings/js/limits.ts";
import { setUp } from "./engine-set-up.ts";
import { ended, fakeTrace, refusal, waiting, type FakeCalls } from "./fake-module.ts";

/** What loading a plan answers. */
const loaded = { plan: 1, hash: "h", trigger: "check", mode: "blocking", widest: 1, limits: deploymentLimits() };

describe("execute", () => {
  const plan = { trigger: "check", layers: [] };

  test("answers outcome and trace, without a traceId, and saves nothing", async () => {
    const { engine, store } = setUp();
    expect(await engine.execute(plan, {})).toEqual({ outcome: { allowed: true, data: {} }, trace: fakeTrace });
    await engine.close();
    expect((await store.list()).keys).toEqual([]);
  });

  test("answers no trace where the core recorded none", async () => {
    const { trace: _, ...untraced } = ended();
    const { engine } = setUp({ start: () => untraced });
    expect(await engine.execute(plan, {})).toEqual({ outcome: { allowed: true, data: {} } });
  });

  test.each([undefined, { fetchMs: 5 }])("a plan's limits: null are none, with options.limits %j", async (limits) => {
    const load = vi.fn();
    const { engine } = setUp({ load: (given) => (load(given.limits ?? {}), loaded) });
    const executing = engine.execute({ ...plan, limits: null as never }, {}, limits ? { limits } : {});
    await expect(executing).resolves.toMatchObject({ outcome: { allowed: true } });
    expect(load).toHaveBeenCalledWith(limits ?? {});
  });

  test.each<[string, unknown, string]>([
    ["a list", [], "limits"],
    ["a limit that is text", { fetchMs: "5" }, "limits.fetchMs"],
    ["a limit that is null", { fetchMs: null }, "limits.fetchMs"],
    ["a limit that is no number", { fetchMs: NaN }, "limits.fetchMs"],
    ["a limit that is a BigInt", { fetchMs: 5n }, "plan"],
  ])("does not lower limits that are none: %s", async (_, limits, field) => {
    const executing = setUp().engine.execute({ ...plan, limits: limits as never }, {}, { limits: { fetchMs: 5 } });
    await expect(executing).rejects.toMatchObject({ code: "invalid_plan", field });
  });

  test.each([
    ["null", null],
    ["a string", "{}"],
    ["an object that becomes nothing", { toJSON: () => undefined }],
    ["an array", []],
    [
      "a cycle",
      (() => {
        const p: any = {};
        p.p = p;
        return p;
      })(),
    ],
  ])("rejects a plan that is %s", async (_, wrong) => {
    await expect(setUp().engine.execute(wrong as never, {})).rejects.toMatchObject({
      code: "invalid_plan",
      field: "plan",
    });
  });

  test("rejects a plan that the core refuses, and stays usable", async () => {
    const load = vi.fn().mockReturnValueOnce(refusal("invalid_plan", "layers is missing", "layers"));
    const { engine } = setUp({
      load: (given) => load(given) ?? loaded,
    });
    await expect(engine.execute(plan, {})).rejects.toMatchObject({ code: "invalid_plan", field: "layers" });
    await expect(engine.execute({ ...plan, mode: "blocking" }, {})).resolves.toBeDefined();
  });

  test("a plan is loaded once, however often it is executed", async () => {
    const { engine } = setUp();
    await engine.execute(plan, {});
    await engine.execute({ ...plan }, {});
    expect(engine.stats().live.plans).toBe(1);
  });

  test("plans that are not executed any longer are let go", async () => {
    const { engine } = setUp();
    for (let n = 0; n < 40; n++) await engine.execute({ ...plan, failureText: `${n}` }, {});
    expect(engine.stats().live.plans).toBe(32);
  });

  test("options lower the plan's limits", async () => {
    const load = vi.fn();
    const { engine } = setUp({ load: (given) => (load(given.limits), loaded) });
    const limits = { fetchMs: 500, instructions: 100 };
    await engine.execute({ ...plan, limits: { fetchMs: 300, fetchBytes: 9 } }, {}, { limits });
    expect(load).toHaveBeenCalledWith({ fetchMs: 300, fetchBytes: 9, instructions: 100 });
  });

  test("clock, seed and who it is about come from the options", async () => {
    const start = vi.fn<NonNullable<FakeCalls["start"]>>(() => ended());
    const { engine } = setUp({ start });
    await engine.execute(plan, {}, { now: () => 3, seed: "0123456789abcdef", userId: "u", requestIp: "::1" });
    expect(start.mock.calls[0]?.[2]).toMatchObject({ now: 3, seed: "0123456789abcdef", userId: "u", requestIp: "::1" });
  });

  test("its fetch is the options', else the engine's, else the platform's at that moment", async () => {
    const effect = { id: 1, kind: "fetch", scriptId: "s", url: "https://a.example.com/", method: "GET", headers: {} };
    const calls = { start: () => waiting([effect]) };
    const fetches = {
      options: vi.fn(async () => new Response()),
      engine: vi.fn(async () => new Response()),
      platform: vi.fn(async () => new Response()),
    };
    const { engine } = setUp(calls, { fetch: fetches.engine });
    await engine.execute(plan, {}, { fetch: fetches.options });
    await engine.execute(plan, {});
    const other = setUp(calls).engine;
    vi.stubGlobal("fetch", fetches.platform);
    await other.execute(plan, {});
    vi.unstubAllGlobals();
    expect(Object.values(fetches).map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
  });

  test("finds the secrets of the options and not those of the store", async () => {
    const advance = vi.fn(() => ended());
    const secret = (id: number, name: string) => ({ id, kind: "secret", scriptId: "s", name, minVersion: 1 });
    const { engine, store } = setUp({ start: () => waiting([secret(1, "A"), secret(2, "B")]), advance });
    await store.put("sluice:secret:B", JSON.stringify({ version: 1, record: {} }));
    await engine.execute(plan, {}, { secrets: { A: "the value of A" } });
    expect(advance).toHaveBeenCalledWith(
      1,
      expect.objectContaining({
        replies: [
          { id: 1, ok: true, value: { plain: "the value of A" } },
          { id: 2, ok: true, value: null },
        ],
      }),
    );
  });

  test("a plan may lower the number of fetches in flight", async () => {
    const effects = [1, 2, 3].map((id) => ({
      id,
      kind: "fetch",
      scriptId: "s",
      url: "https://a.example.com/",
      method: "GET",
      headers: {},
    }));
    let open = 0;
    let most = 0;
    const fetch = async (): Promise<Response> => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return new Response();
    };
    let replies = 0;
    const advance = (_: number, supply: any) => ((replies += supply.replies.length) === 3 ? ended() : waiting([]));
    const { engine } = setUp({ start: () => waiting(effects), advance }, { fetch });
    await engine.execute({ ...plan, limits: { fetchesInFlight: 2 } }, {});
    expect(most).toBe(2);
  });
});
