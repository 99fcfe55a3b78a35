import { deploymentLimits } from "../../bindings/js/limits.ts";
import type { EngineModule } from "../../bindings/js/module/engine-module.ts";

/** What a fake call answers: the members of its answer, or a text as it is. */
type Answer = object | string;

/** The calls a test wants to answer itself, with their JSON already read. */
export interface FakeCalls {
  configure?(options: any): Answer;
  compile?(pipeline: any): Answer;
  load?(plan: any): Answer;
  unload?(plan: number): void;
  start?(plan: number, context: any, options: any): Answer;
  advance?(execution: number, supply: any): Answer;
  cancel?(execution: number): void;
  reveal?(execution: number, request: any): Answer;
  redact?(execution: number, request: any): Answer;
  seal?(request: any): Answer;
  sealJournal?(traceId: string, journal: any): Answer;
  sign?(pointer: any): Answer;
  verify?(pointer: any): Answer;
}

export const fakeTrace = { id: "00112233445566778899aabbccddeeff", status: "success", spans: [] };

/** A step that ends an execution. */
export const ended = (outcome: object = { allowed: true, data: {} }) => ({
  done: true,
  outcome,
  trace: fakeTrace,
  metrics: [],
});

/** A step that waits for effects. */
export const waiting = (effects: readonly object[], waitMs = 10_000, execution = 1) => ({
  done: false,
  execution,
  waitMs,
  effects,
});

/** A refusal by the core. */
export const refusal = (code: string, message: string, field?: string) => ({
  ok: false,
  error: { code, message, ...(field !== undefined && { field }) },
});

/** What happens when WebAssembly traps. */
export function trap(): never {
  throw new WebAssembly.RuntimeError("unreachable");
}

/**
 * An engine module without an engine: plans load, executions end at once with an allow, and whatever the test answers
 * itself. A plan may say itself what loading it answers: `hash`, `widest` and so on.
 */
export function fakeModule(calls: FakeCalls = {}): EngineModule {
  let handles = 0;
  const plans = new Set<number>();
  const load = (plan: any): Answer => {
    const { hash = "hash", trigger = "check", mode = "blocking", onError = "block", failureText = "Not now." } = plan;
    plans.add(++handles);
    const limits = deploymentLimits(plan.limits);
    const { sampling, widest = 1 } = plan;
    return { plan: handles, hash, trigger, mode, onError, failureText, widest, sampling, limits };
  };
  const seal = ({ value: _, record: __, minVersion: ___, ...record }: any): Answer => ({ record: { ...record, kid: "k1" } });
  const text = (answer: Answer): string =>
    typeof answer === "string" ? answer : JSON.stringify({ ok: true, ...answer });
  const read = JSON.parse;
  return {
    version: () => text({ sluice: "0" }),
    configure: (json) => text(calls.configure?.(read(json)) ?? {}),
    compile: (json) => text(calls.compile?.(read(json)) ?? { problems: [] }),
    load: (json) => text((calls.load ?? load)(read(json))),
    unload: (plan) => {
      plans.delete(plan);
      calls.unload?.(plan);
    },
    start: (plan, context, traceId, seed, now, userId, requestIp, _trace, hold, profile) => {
      const known = { ...(userId && { userId }), ...(requestIp && { requestIp }), ...(hold && { hold }), ...(profile && { profile }) };
      return text(calls.start?.(plan, read(context), { traceId, seed, now, ...known }) ?? ended());
    },
    advance: (execution, json) => text(calls.advance?.(execution, read(json)) ?? ended()),
    cancel: (execution) => calls.cancel?.(execution),
    reveal: (execution, json) => text(calls.reveal?.(execution, read(json)) ?? { texts: read(json).texts.map((item: any) => item.text) }),
    redact: (execution, json) => text(calls.redact?.(execution, read(json)) ?? { texts: read(json).texts }),
    seal: (json) => text((calls.seal ?? seal)(read(json))),
    sealJournal: (traceId, json) => text(calls.sealJournal?.(traceId, read(json)) ?? { record: { of: traceId } }),
    openJournal: (_, json) => text({ journal: read(json) }),
    sign: (json) => text(calls.sign?.(read(json)) ?? { kid: "k1", mac: `mac of ${json}` }),
    verify: (json) => text(calls.verify?.(read(json)) ?? { valid: true }),
    convertTrace: (form, json) => text({ trace: { form, of: read(json) } }),
    digest: (whole) => text({ sha256: `digest of ${whole}` }),
    liveHandles: () => text({ plans: plans.size, executions: 0 }),
  };
}
