import { describe, expect, test } from "vitest";
import { EngineInstance } from "../../bindings/js/engine-instance.ts";
import { EngineCrashError, SluiceError } from "../../bindings/js/errors.ts";
import { fakeModule, refusal, trap } from "./fake-module.ts";

const startOptions = { traceId: "0".repeat(32), seed: "0".repeat(16), now: 0 };

test("a refusal by the core becomes an error with its code, message and field", () => {
  const instance = new EngineInstance(
    fakeModule({ load: () => refusal("invalid_plan", "layers is missing", "layers") }),
    {},
  );
  const load = () => instance.load("{}");
  expect(load).toThrow(SluiceError);
  expect(load).toThrow(
    expect.objectContaining({ code: "invalid_plan", message: "layers is missing", field: "layers" }),
  );
  expect(instance.isDead).toBe(false);
});

test("options that the core refuses are the maker's mistake", () => {
  const module = fakeModule({ configure: () => refusal("invalid_options", "limits.x is not known", "limits.x") });
  expect(() => new EngineInstance(module, {})).toThrow(
    expect.objectContaining({ code: "invalid_options", field: "limits.x" }),
  );
});

test("a loaded plan carries what the core says of it", () => {
  const plan = new EngineInstance(fakeModule(), {}).load(JSON.stringify({ trigger: "t", limits: { fetchMs: 5 } }));
  expect(plan).toMatchObject({ handle: 1, trigger: "t", failureText: "Not now.", widest: 1, limits: { fetchMs: 5 } });
});

test("the trace of a step is read when it is first looked at, and once", () => {
  const step = '{"ok":true,"done":true,"outcome":{"allowed":true},"metrics":[],\n"trace":';
  const plan = (instance: EngineInstance) => instance.load(JSON.stringify({ trigger: "t" }));
  const broken = new EngineInstance(fakeModule({ start: () => `${step}no JSON}` }), {});
  const unread = broken.start(plan(broken), "{}", startOptions);
  expect(unread).toHaveProperty("outcome", { allowed: true });
  expect(() => (unread as { trace: unknown }).trace).toThrow(SyntaxError);

  const whole = new EngineInstance(fakeModule({ start: () => `${step}{"id":"1","spans":[]}}` }), {});
  const read = whole.start(plan(whole), "{}", startOptions) as { trace: unknown };
  expect({ ...read }).toEqual({ ok: true, done: true, outcome: { allowed: true }, metrics: [] });
  expect(read.trace).toEqual({ id: "1", spans: [] });
  expect(read.trace).toBe(read.trace);
});

describe("a trace that is no JSON object is the caller's mistake, and leaves the instance alive", () => {
  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["a BigInt in it", { id: 1n }],
    ["something that becomes nothing", { toJSON: () => undefined }],
  ])("%s", (_, trace) => {
    const instance = new EngineInstance(fakeModule(), {});
    expect(() => instance.convertTrace("otlp", trace as never)).toThrow(
      expect.objectContaining({ code: "invalid_context", field: "trace" }),
    );
    expect(instance.isDead).toBe(false);
  });
});

describe("anything thrown kills the instance", () => {
  test.each([
    ["a trap", trap],
    [
      "a stack overflow",
      () => {
        throw new RangeError("Maximum call stack size exceeded");
      },
    ],
    [
      "a foreign exception",
      () => {
        throw 7;
      },
    ],
    ["an answer that is no JSON", () => "{"],
  ])("%s", (_, advance) => {
    const instance = new EngineInstance(fakeModule({ advance }), {});
    expect(() => instance.advance(1, { now: 0, replies: [] })).toThrow(EngineCrashError);
    expect(instance.isDead).toBe(true);
  });

  test("and it is not called again", () => {
    let starts = 0;
    const instance = new EngineInstance(fakeModule({ advance: trap, start: () => ({ n: ++starts }) }), {});
    const plan = instance.load("{}");
    expect(() => instance.advance(1, { now: 0, replies: [] })).toThrow(EngineCrashError);
    expect(() => instance.start(plan, "{}", startOptions)).toThrow(EngineCrashError);
    expect(starts).toBe(0);
  });

  test("also in cancel, which does not throw, because whoever cancels has its answer", () => {
    const instance = new EngineInstance(fakeModule({ cancel: trap }), {});
    expect(() => instance.cancel(1)).not.toThrow();
    expect(instance.isDead).toBe(true);
  });

  test("but cancelling on it is no error", () => {
    const instance = new EngineInstance(fakeModule({ advance: trap }), {});
    expect(() => instance.advance(1, { now: 0, replies: [] })).toThrow(EngineCrashError);
    expect(() => instance.cancel(1)).not.toThrow();
  });

  test("the cause is kept", () => {
    const instance = new EngineInstance(fakeModule({ verify: trap }), {});
    const verify = () => instance.verify({ trigger: "t", planHash: "h", revision: 1, kid: "k", mac: "m" });
    expect(verify).toThrow(
      expect.objectContaining({ code: "engine_crash", cause: expect.any(WebAssembly.RuntimeError) }),
    );
  });
});
