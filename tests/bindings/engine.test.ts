import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SluiceError } from "../../bindings/js/errors.ts";
import { context, denial, key, publish, setUp, unavailable, user } from "./engine-set-up.ts";
import { ended, fakeTrace, refusal, trap, waiting, type FakeCalls } from "./fake-module.ts";

test("before its first use an engine starts no instance and reads nothing", async () => {
  const { start, store } = setUp();
  await Promise.resolve();
  expect(start).not.toHaveBeenCalled();
  expect(store.reads).toEqual([]);
});

describe("run", () => {
  test("answers exactly {allowed: true} when nothing is published, and leaves no trace", async () => {
    const { engine, traces, start } = setUp();
    expect(await engine.run("before_signup", context)).toEqual({ allowed: true });
    expect(await traces()).toEqual([]);
    expect(start).not.toHaveBeenCalled();
  });

  test("answers what the pipeline decided, with the id of the trace that is saved", async () => {
    const outcome = { allowed: false, error: "Banned", code: "banned" };
    const { engine, store, traces } = setUp({ start: () => ended(outcome) });
    await publish(store, "before_signup");
    expect(await engine.run("before_signup", context)).toEqual({ ...outcome, traceId: fakeTrace.id });
    expect(await traces()).toEqual([fakeTrace]);
  });

  test("answers the outcome alone when the core recorded no trace, as for a plan without layers", async () => {
    const { trace: _, ...untraced } = ended();
    const { engine, store, traces } = setUp({ start: () => untraced });
    await publish(store, "before_signup");
    expect(await engine.run("before_signup", context)).toEqual({ allowed: true, data: {} });
    expect(await traces()).toEqual([]);
  });

  test("hands the core the context, who it is about, the clock's reading, and ids that differ each time", async () => {
    const start = vi.fn<NonNullable<FakeCalls["start"]>>(() => ended());
    const { engine, store } = setUp({ start }, { now: () => 7_000.9 });
    await publish(store, "before_signup");
    await engine.run("before_signup", context, { userId: "u", requestIp: "1.2.3.4" });
    await engine.run("before_signup", context);
    const [first, second] = start.mock.calls;
    expect(first).toEqual([
      expect.any(Number),
      context,
      {
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
        seed: expect.stringMatching(/^[0-9a-f]{16}$/),
        now: 7_000,
        userId: "u",
        requestIp: "1.2.3.4",
      },
    ]);
    expect(second?.[2].traceId).not.toBe(first?.[2].traceId);
    expect(second?.[2].seed).not.toBe(first?.[2].seed);
  });

  test("holds one plan, however often it runs", async () => {
    const { engine, store } = setUp();
    await publish(store, "before_signup");
    for (let runs = 0; runs < 3; runs++) await engine.run("before_signup", context);
    expect(engine.stats().live.plans).toBe(1);
  });

  test("rejects a trigger that nobody defined", async () => {
    await expect(setUp().engine.run("before_signin2" as string, {})).rejects.toMatchObject({
      code: "unknown_trigger",
      field: "trigger",
    });
  });

  test("rejects without a store", async () => {
    const { engine } = setUp({}, { store: undefined as never });
    await expect(engine.run("before_signup", context)).rejects.toMatchObject({ code: "no_store" });
  });

  test("rejects a context that does not fit, whether or not something is published", async () => {
    const { engine, store } = setUp();
    const wrong = { email: 7 } as never;
    await expect(engine.run("before_signup", wrong)).rejects.toMatchObject({
      code: "invalid_context",
      field: "context.email",
    });
    await publish(store, "before_signup");
    await expect(engine.run("before_signup", wrong)).rejects.toMatchObject({
      code: "invalid_context",
      field: "context.email",
    });
    await expect(engine.run("before_signup", context)).resolves.toMatchObject({ allowed: true });
  });

  test("rejects a context that the core finds too large", async () => {
    const { engine, store } = setUp({ start: () => refusal("invalid_context", "too large", "context") });
    await publish(store, "before_signup");
    await expect(engine.run("before_signup", context)).rejects.toMatchObject({ code: "invalid_context" });
  });

  test("knows hooks of the deployment's own", async () => {
    const { engine, store } = setUp({ start: () => ended({ allowed: true, data: { n: 1 } }) });
    await publish(store, "before_invite");
    expect(await engine.run("before_invite", {})).toMatchObject({ allowed: true, data: { n: 1 } });
  });

  test("rejects with the reason of the caller's signal", async () => {
    const { engine, store } = setUp();
    await publish(store, "before_signup");
    const signal = AbortSignal.abort(new Error("gone"));
    await expect(engine.run("before_signup", context, { signal })).rejects.toThrow("gone");
  });

  test("the kill switch answers exactly {allowed: true} and reads nothing", async () => {
    const { engine, store } = setUp({}, { disabled: ["before_signup"] });
    await publish(store, "before_signup");
    expect(await engine.run("before_signup", context)).toEqual({ allowed: true });
    expect(store.reads).toEqual([]);
  });

  test("a plan whose mode is not its hook's is not believed", async () => {
    const { engine, store } = setUp();
    await publish(store, "before_signup", { mode: "async" });
    expect(await engine.run("before_signup", context)).toEqual(
      denial("Sign-up isn't available right now.", "plan_invalid"),
    );
  });

  test.each([
    ["its hash", { hash: "other" }],
    ["its trigger", { trigger: "before_signin" }],
  ])("a plan that is not what the pointer says of %s is not believed", async (_, plan) => {
    const { engine, store } = setUp();
    await publish(store, "before_signup", plan);
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: false, code: "plan_invalid" });
  });

  test("with keys, what is not signed is not believed", async () => {
    const { engine, store } = setUp({}, { secretKeys: [key] });
    await publish(store, "before_signup");
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: false, code: "plan_invalid" });
  });

  test("with keys, the core is asked about a signature", async () => {
    const verify = vi.fn().mockReturnValueOnce({ valid: false }).mockReturnValueOnce({ valid: true });
    const { engine, store } = setUp({ verify }, { secretKeys: [key] });
    await publish(store, "before_signup");
    const signed = { trigger: "before_signup", planHash: "before_signup1", revision: 1, kid: "k1", mac: "m" };
    await store.put("sluice:pointer:before_signup", JSON.stringify(signed));
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: false });
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: true });
    expect(verify).toHaveBeenCalledWith(signed);
  });
});

describe("a store that fails", () => {
  test("denies by default, with the cause in the trace and in the log", async () => {
    const { engine, store, incidents, traces } = setUp();
    store.fault = new Error("no route");
    store.only = /pointer/;
    expect(await engine.run("before_signup", context, { userId: "u" })).toEqual(unavailable);
    expect(incidents).toEqual([
      expect.objectContaining({
        trigger: "before_signup",
        error: expect.objectContaining({ code: "store_unavailable" }),
      }),
    ]);
    expect(await traces()).toEqual([
      expect.objectContaining({
        trigger: "before_signup",
        status: "error",
        statusMessage: "store_unavailable: no route",
        userId: "u",
        spans: [],
      }),
    ]);
  });

  test("allows when the deployment prefers that", async () => {
    const { engine, store } = setUp({}, { defaultOnError: "allow" });
    store.fault = new Error("no route");
    expect(await engine.run("before_signup", context)).toEqual({ allowed: true, traceId: expect.any(String) });
  });

  test("does not deny what runs after the response", async () => {
    const { engine, store } = setUp();
    store.fault = new Error("no route");
    expect(await engine.run("after_signup", user)).toEqual({ allowed: true, traceId: expect.any(String) });
  });

  test("is told to end users in the words of their hook", async () => {
    const { engine, store } = setUp();
    store.fault = new Error("no route");
    expect(await engine.run("before_invite", {})).toEqual(denial("No invitations today.", "store_unavailable"));
  });

  test("does not deny what was seen before", async () => {
    const { engine, store } = setUp();
    await publish(store, "before_signup");
    await engine.run("before_signup", context);
    store.fault = new Error("no route");
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: true });
  });

  test("denies a trigger that is expected to have a pipeline and has none", async () => {
    const { engine } = setUp({}, { expect: ["before_signup"] });
    expect(await engine.run("before_signup", context)).toEqual(unavailable);
  });

  test("plan_invalid denies whatever the deployment prefers", async () => {
    const { engine, store } = setUp(
      { load: () => refusal("invalid_plan", "too deep", "layers") },
      { defaultOnError: "allow" },
    );
    await publish(store, "before_signup");
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: false, code: "plan_invalid" });
  });
});

describe("a crash", () => {
  const crashOnce = () => {
    let crashes = 1;
    return { start: () => (crashes-- > 0 ? trap() : ended()) };
  };

  test("is answered under the pipeline's onError, with a trace, and the next run is fine", async () => {
    const { engine, store, start, incidents, traces } = setUp(crashOnce());
    await publish(store, "before_signup", { failureText: "Try again later." });
    expect(await engine.run("before_signup", context)).toEqual(denial("Try again later.", "engine_crash"));
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: true });
    expect(start).toHaveBeenCalledTimes(2);
    expect(engine.stats()).toMatchObject({ crashes: 1, ended: 2, active: 0 });
    expect(incidents.map(({ error }) => error.code)).toEqual(["engine_crash"]);
    expect((await traces()).find(({ status }) => status === "error")).toMatchObject({
      planHash: "before_signup1",
      statusMessage: expect.stringContaining("unreachable"),
    });
  });

  test("allows when the pipeline says so", async () => {
    const { engine, store } = setUp(crashOnce());
    await publish(store, "before_signup", { onError: "allow" });
    expect(await engine.run("before_signup", context)).toEqual({ allowed: true, traceId: expect.any(String) });
  });

  test("in execute is an outcome too", async () => {
    const { engine } = setUp(crashOnce());
    const { outcome, trace } = await engine.execute({ trigger: "check", layers: [] }, {});
    expect(outcome).toEqual({ allowed: false, error: "Not now.", code: "engine_crash" });
    expect(trace).toMatchObject({ trigger: "check", status: "error", spans: [], engineHash: "e".repeat(64) });
  });

  test("an engine that cannot be started is answered by defaultOnError in run and rejects in execute", async () => {
    const { engine, store, start } = setUp();
    start.mockRejectedValue(new RangeError("out of memory"));
    await publish(store, "before_signup");
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: false, code: "engine_crash" });
    await expect(engine.execute({ trigger: "t", layers: [] }, {})).rejects.toMatchObject({ code: "engine_crash" });
  });
});

describe("the queue", () => {
  const effect = { id: 1, kind: "fetch", scriptId: "s", url: "https://a.example.com/", method: "GET", headers: {} };
  const plan = { trigger: "check", layers: [] };

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount(), "timers left behind").toBe(0);
    vi.useRealTimers();
  });

  /** An engine with room for one execution, which is taken by one that waits for a fetch until `finish`. */
  async function fullEngine(limits: object = {}) {
    const start = vi.fn<NonNullable<FakeCalls["start"]>>().mockReturnValue(ended());
    start.mockReturnValueOnce(waiting([effect]));
    const one = { concurrentVms: 1, scriptsPerLayer: 1, ...limits };
    let now = 5_000;
    const set = setUp({ start }, { limits: one, now: () => now });
    let finish = (_: Response): void => undefined;
    const fetch = () => new Promise<Response>((resolve) => (finish = resolve));
    const first = set.engine.execute(plan, {}, { fetch });
    await vi.advanceTimersByTimeAsync(0);
    const end = async () => {
      finish(new Response("{}"));
      await first;
    };
    return { ...set, core: start, end, at: (time: number) => void (now = time) };
  }

  test("lets an execution start when the one before has ended, and its time begins then", async () => {
    const { engine, core, end, at } = await fullEngine();
    const second = engine.execute(plan, {});
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.stats()).toMatchObject({ active: 1, queue: { length: 1, waiting: { blocking: 1 }, vms: 1 } });
    expect(core).toHaveBeenCalledOnce();
    at(6_000);
    await end();
    expect(await second).toMatchObject({ outcome: { allowed: true } });
    expect(core.mock.calls[1]?.[2]).toMatchObject({ now: 6_000 });
    expect(engine.stats()).toMatchObject({ active: 0, ended: 2, queue: { length: 0, vms: 0, reservedBytes: 0 } });
  });

  test("that takes too long is answered under onError, with a trace, and reported", async () => {
    const { engine, store, incidents, traces, end } = await fullEngine({ queueMs: 100 });
    await publish(store, "before_signup");
    await publish(store, "after_signup", { mode: "async" });
    const denied = engine.run("before_signup", context, { userId: "u" });
    const allowed = engine.run("after_signup", user);
    await vi.advanceTimersByTimeAsync(100);
    expect(await denied).toEqual(denial("Not now.", "queue_timeout"));
    expect(await allowed).toEqual({ allowed: true, traceId: expect.any(String) });
    expect(incidents.map(({ error }) => error.code)).toEqual(["queue_timeout", "queue_timeout"]);
    expect(engine.stats().queue).toMatchObject({ timeouts: 2, busy: 0 });
    await end();
    await vi.advanceTimersByTimeAsync(1);
    expect(await traces()).toContainEqual(
      expect.objectContaining({ trigger: "before_signup", userId: "u", status: "error", spans: [] }),
    );
  });

  test("that is full answers at once", async () => {
    const { engine, end } = await fullEngine({ queueLength: 1 });
    const waits = engine.execute(plan, {});
    await vi.advanceTimersByTimeAsync(0);
    const { outcome, trace } = await engine.execute(plan, {});
    expect(outcome).toEqual({ allowed: false, error: "Not now.", code: "engine_busy" });
    expect(trace).toMatchObject({ status: "error", statusMessage: expect.stringContaining("queueLength") });
    await end();
    await waits;
  });

  test("is left when the caller's signal is aborted", async () => {
    const { engine, core, end } = await fullEngine();
    const caller = new AbortController();
    const second = engine.execute(plan, {}, { signal: caller.signal });
    await vi.advanceTimersByTimeAsync(0);
    caller.abort(new Error("gone"));
    await expect(second).rejects.toThrow("gone");
    expect(engine.stats().queue.length).toBe(0);
    await end();
    expect(core).toHaveBeenCalledOnce();
  });

  test("gives room back after an execution that crashed, was refused, or was given up", async () => {
    const start = vi.fn().mockImplementationOnce(trap).mockReturnValueOnce(refusal("invalid_context", "no"));
    const { engine } = setUp({ start }, { limits: { concurrentVms: 1, scriptsPerLayer: 1 } });
    await engine.execute(plan, {});
    await expect(engine.execute(plan, {})).rejects.toMatchObject({ code: "invalid_context" });
    await expect(engine.execute(plan, {}, { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow("gone");
    expect(engine.stats()).toMatchObject({ active: 0, queue: { vms: 0, reservedBytes: 0 } });
  });
});

describe("saving a trace", () => {
  test("does not delay the answer, and close waits for it", async () => {
    const { engine, store } = setUp();
    await publish(store, "before_signup");
    let release = (): void => undefined;
    store.fault = new Promise<never>((_, reject) => (release = () => reject(new Error("late"))));
    // Saving begins in a turn of its own, which may be after the store has failed.
    store.fault.catch(() => undefined);
    store.only = /:tr:/;
    await engine.run("before_signup", context);
    expect(engine.stats().pending).toBe(1);
    release();
    await engine.close();
    expect(engine.stats()).toMatchObject({ pending: 0, failedSaves: 1 });
  });

  test("goes to waitUntil where there is one", async () => {
    const { engine, store } = setUp();
    await publish(store, "before_signup");
    const waitUntil = vi.fn<(work: Promise<unknown>) => void>();
    await engine.run("before_signup", context, { waitUntil });
    expect(engine.stats().pending).toBe(0);
    await waitUntil.mock.calls[0]?.[0];
    expect(await store.get(`sluice:tr:${fakeTrace.id}`)).not.toBeNull();
  });

  test("that fails is counted and reported, and changes no outcome", async () => {
    const { engine, store, incidents } = setUp();
    await publish(store, "before_signup");
    store.fault = new Error("full");
    store.only = /:tr:/;
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: true, traceId: fakeTrace.id });
    await engine.close();
    expect(engine.stats().failedSaves).toBe(1);
    expect(incidents).toEqual([expect.objectContaining({ during: "saving a trace" })]);
  });
});

describe("dispatch", () => {
  test("returns before the pipeline runs, which close waits for", async () => {
    const start = vi.fn(() => ended());
    const { engine, store } = setUp({ start });
    await publish(store, "after_signup", { mode: "async" });
    expect(engine.dispatch("after_signup", user)).toBeUndefined();
    expect(start).not.toHaveBeenCalled();
    expect(engine.stats().pending).toBe(1);
    await engine.close();
    expect(start).toHaveBeenCalledOnce();
  });

  test("hands its work to waitUntil where there is one", async () => {
    const { engine } = setUp();
    const waitUntil = vi.fn<(work: Promise<unknown>) => void>();
    engine.dispatch("after_signup", user, { waitUntil });
    expect(engine.stats().pending).toBe(0);
    await expect(waitUntil.mock.calls[0]?.[0]).resolves.toBeUndefined();
  });

  test("waits for a context that takes time to make, and reports one that cannot be made", async () => {
    const start = vi.fn(() => ended());
    const { engine, store, incidents } = setUp({ start });
    await publish(store, "after_signup", { mode: "async" });
    engine.dispatch("after_signup", async () => user);
    engine.dispatch("after_signup", () => Promise.reject(new Error("the database is gone")));
    await engine.close();
    expect(start).toHaveBeenCalledOnce();
    expect(incidents.map(({ error }) => error.message)).toEqual(["the database is gone"]);
  });

  test.each([
    ["an unknown trigger", "nope", {}, undefined, "unknown_trigger"],
    ["a wrong context", "after_signup", {}, undefined, "invalid_context"],
    ["a wrong meta", "after_signup", user, null, "invalid_options"],
    ["no context", "after_signup", undefined, undefined, "invalid_context"],
  ])("never throws: %s is reported", async (_, trigger, given, meta, code) => {
    const { engine, incidents } = setUp();
    engine.dispatch(trigger, given as never, meta as never);
    await engine.close();
    expect(incidents.map(({ error }) => error.code)).toEqual([code]);
  });

  test("that its caller gives up is no incident", async () => {
    const { engine, store, incidents } = setUp();
    await publish(store, "after_signup", { mode: "async" });
    engine.dispatch("after_signup", user, { signal: AbortSignal.abort() });
    await engine.close();
    expect(incidents).toEqual([]);
  });
});

describe("fail", () => {
  const error = new SluiceError("invalid_context", "context.email is refused");

  test.each([
    ["block", { allowed: false, error: "Not today.", code: "invalid_context", traceId: expect.any(String) }],
    ["allow", { allowed: true, traceId: expect.any(String) }],
  ])("answers as the published pipeline does under onError %s, with a trace", async (onError, outcome) => {
    const { engine, store, incidents, traces } = setUp({}, { defaultOnError: onError === "block" ? "allow" : "block" });
    await publish(store, "before_signup", { onError, failureText: "Not today." });
    expect(await engine.fail("before_signup", error, { userId: "u1" })).toEqual(outcome);
    expect(incidents).toEqual([expect.objectContaining({ error, trigger: "before_signup" })]);
    expect(await traces()).toEqual([expect.objectContaining({ status: "error", userId: "u1" })]);
  });

  test.each([
    ["nothing is published", {}],
    ["the trigger is switched off", { disabled: ["before_signup"] }],
  ])("allows when %s", async (_, options) => {
    const { engine, incidents } = setUp({}, options);
    expect(await engine.fail("before_signup", error)).toEqual({ allowed: true });
    expect(incidents).toEqual([]);
  });

  test("answers with defaultOnError when nothing is known of the pipeline", async () => {
    const { engine, store } = setUp({}, { defaultOnError: "allow", expect: ["before_signup"] });
    expect(await engine.fail("before_signup", error)).toMatchObject({ allowed: true });
    Object.assign(store, { fault: new Error("gone") });
    expect(await engine.fail("before_signin", error)).toMatchObject({ allowed: true });
  });

  test("rejects for a trigger nobody defined", async () => {
    await expect(setUp().engine.fail("nope", error)).rejects.toMatchObject({ code: "unknown_trigger" });
  });
});

describe("secrets of a store", () => {
  const calls = (advance: NonNullable<FakeCalls["advance"]>): FakeCalls => ({
    start: () => waiting([{ id: 1, kind: "secret", scriptId: "s", name: "A", minVersion: 1 }]),
    advance,
  });
  const replyTo = async (envelope: string | undefined, fault?: Error) => {
    const advance = vi.fn<NonNullable<FakeCalls["advance"]>>(() => ended());
    const { engine, store, incidents } = setUp(calls(advance));
    await publish(store, "before_signup");
    if (envelope !== undefined) await store.put("sluice:secret:A", envelope);
    if (fault) Object.assign(store, { fault, only: /:secret:/ });
    await engine.run("before_signup", context);
    return { reply: advance.mock.calls[0]?.[1].replies[0], incidents };
  };

  test("go to the core sealed", async () => {
    const { reply } = await replyTo(JSON.stringify({ version: 1, record: { ciphertext: "x" } }));
    expect(reply).toEqual({ id: 1, ok: true, value: { record: { ciphertext: "x" } } });
  });

  test("that were never set or are deleted are none", async () => {
    expect((await replyTo(undefined)).reply).toMatchObject({ ok: true, value: null });
    expect((await replyTo(JSON.stringify({ version: 2, record: null }))).reply).toMatchObject({
      ok: true,
      value: null,
    });
  });

  test.each([
    ["no JSON", "{"],
    ["without a record", '{"version":1}'],
    ["without a version", '{"record":{}}'],
  ])("whose record is damaged (%s) are a fault, not absent", async (_, envelope) => {
    const { reply, incidents } = await replyTo(envelope);
    expect(reply).toMatchObject({ ok: false, code: "store_unavailable" });
    expect(incidents).toHaveLength(1);
  });

  test("that the store never answers for are a fault in its time, not that of the script", async () => {
    const advance = vi.fn<NonNullable<FakeCalls["advance"]>>(() => ended());
    const { engine, store } = setUp(calls(advance), { storeTimeoutMs: 20 });
    await publish(store, "before_signup");
    Object.assign(store, { fault: new Promise(() => undefined), only: /:secret:/ });
    await engine.run("before_signup", context);
    expect(advance.mock.calls[0]?.[1].replies).toEqual([
      expect.objectContaining({ ok: false, code: "store_unavailable" }),
    ]);
  });

  test("that cannot be read are a fault, reported with its cause", async () => {
    const { reply, incidents } = await replyTo(undefined, new Error("no route"));
    expect(reply).toMatchObject({ ok: false, code: "store_unavailable" });
    expect(JSON.stringify(reply)).not.toContain("no route");
    expect(incidents.map(({ error }) => error.message)).toEqual(["no route"]);
  });
});

test("metrics go to onMetric, whose own failure changes nothing", async () => {
  const metric = { kind: "count", name: "user.logins", value: 1, tags: {} };
  const onMetric = vi.fn(() => {
    throw new Error("full");
  });
  const { engine, incidents } = setUp({ start: () => ({ ...ended(), metrics: [metric] }) }, { onMetric });
  await expect(engine.execute({ trigger: "t", layers: [] }, {})).resolves.toMatchObject({ outcome: { allowed: true } });
  expect(onMetric).toHaveBeenCalledExactlyOnceWith(metric);
  expect(incidents).toHaveLength(1);
});

test("what the core is told of the deployment", async () => {
  const configure = vi.fn(() => ({}));
  const { engine } = setUp(
    { configure },
    { secretKeys: [key], env: { A: "1" }, limits: { fetchMs: 5 }, namespace: "n" },
  );
  await engine.execute({ trigger: "t", layers: [] }, {});
  expect(configure).toHaveBeenCalledExactlyOnceWith({
    namespace: "n",
    secretKeys: [key],
    env: { A: "1" },
    limits: { fetchMs: 5 },
    engineHash: "e".repeat(64),
    clock: "live",
  });
});

test("after close the engine can be used again", async () => {
  const { engine, start } = setUp();
  await engine.execute({ trigger: "t", layers: [] }, {});
  await engine.close();
  expect(engine.stats().live).toEqual({ plans: 0, executions: 0 });
  await engine.execute({ trigger: "t", layers: [] }, {});
  expect(start).toHaveBeenCalledTimes(2);
});

test("without onError an incident goes to the console", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { engine, store } = setUp({}, { onError: undefined as never });
  store.fault = new Error("no route");
  await engine.run("before_signup", context);
  expect(log).toHaveBeenCalledWith(
    expect.stringMatching(/before_signup.*store_unavailable.*no route/),
    expect.anything(),
  );
  await engine.close();
  log.mockRestore();
});

test("an onError that throws does no harm", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { engine, store } = setUp(
    {},
    {
      onError: () => {
        throw new Error("broken");
      },
    },
  );
  store.fault = new Error("no route");
  await expect(engine.run("before_signup", context)).resolves.toEqual(unavailable);
  await engine.close();
  log.mockRestore();
});
