import { EngineCrashError, SluiceError } from "./errors.ts";
import type { ErrorCode, Limits } from "./generated/catalog.ts";
import type { Effect, Reply } from "./host/effect.ts";
import type { OutgoingText } from "./host/reveal.ts";
import type { Journal } from "./journal.ts";
import { jsonText, objectText, type JsonObject } from "./json.ts";
import type { EngineModule } from "./module/engine-module.ts";
import type { Outcome } from "./outcome.ts";
import { PlanHandles } from "./plan-handles.ts";
import type { LoadedPlan, PipelineProblem } from "./plan.ts";
import type { ScriptProfile } from "./profile.ts";
import type { ClockKind, Metric, Trace } from "./trace.ts";

/** What an instance is told once, before anything else. */
export interface CoreOptions {
  readonly namespace?: string;
  readonly secretKeys?: readonly { readonly id: string; readonly key: string }[];
  /** Changes to the default limits. */
  readonly limits?: Readonly<Partial<Limits>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly engineHash?: string;
  readonly clock?: ClockKind;
}

/** How far an execution has come. */
export type Step =
  | { readonly done: false; readonly execution: number; readonly waitMs: number; readonly effects: readonly Effect[] }
  | EndedStep;

export interface EndedStep {
  readonly done: true;
  readonly outcome: Outcome;
  readonly metrics: readonly Metric[];
  /** Absent when the plan has no layers. Made of its text when it is first looked at. */
  readonly trace?: Trace;
  /** When it was asked for. */
  readonly profile?: readonly ScriptProfile[];
}

export interface StartOptions {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly seed: string;
  readonly now: number;
  readonly userId?: string | undefined;
  readonly requestIp?: string | undefined;
  /** It stays when it is done, for `redact`, until it is cancelled; unless it never waited for the host. */
  readonly hold?: boolean;
  readonly profile?: boolean;
}

export interface Advance {
  readonly now: number;
  readonly replies: readonly Reply[];
  /** Nothing was supplied for as long as the last step said. */
  readonly expired?: boolean;
}

export interface Compiled {
  readonly problems: readonly PipelineProblem[];
  readonly plan?: JsonObject;
  readonly hash?: string;
}

/** A sealed secret, and what is to become different about it. */
export interface ResealRequest {
  readonly name: string;
  readonly record: JsonObject;
  readonly minVersion: number;
  /** Default: as the record says. */
  readonly version?: number;
  readonly hosts?: readonly string[];
}

/** What a pointer's MAC covers. */
export interface SignedFields {
  readonly trigger: string;
  readonly planHash: string;
  readonly revision: number;
}

export interface Signature {
  readonly kid: string;
  readonly mac: string;
}

interface Refusal {
  readonly ok: false;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly field?: string };
}

/**
 * One instance of engine.wasm, its calls typed. A refusal becomes a SluiceError. Anything thrown (a trap, a stack
 * overflow, memory that could not grow) leaves the linear memory in an unknown state: the instance is dead from then
 * on and every call throws EngineCrashError.
 */
export class EngineInstance {
  /** The plans it holds for those who run them. */
  readonly plans = new PlanHandles(this);
  /** Let go of when it dies, and with it the memory that whoever still holds the instance has no use for. */
  #module: EngineModule | undefined;
  #fault: EngineCrashError | undefined;

  /** Takes over a freshly started module. Throws `invalid_options` when the options do not fit. */
  constructor(module: EngineModule, options: CoreOptions) {
    this.#module = module;
    const optionsJson = JSON.stringify(options);
    this.#ask((core) => core.configure(optionsJson));
  }

  get isDead(): boolean {
    return this.#fault !== undefined;
  }

  compile(pipelineJson: string): Compiled {
    return this.#ask<Compiled>((core) => core.compile(pipelineJson));
  }

  /** The caller unloads the plan. Throws `invalid_plan`. */
  load(planJson: string): LoadedPlan {
    type Loaded = Omit<LoadedPlan, "handle"> & { plan: number };
    const { plan: handle, ...loaded } = this.#ask<Loaded>((core) => core.load(planJson));
    return { ...loaded, handle };
  }

  unload(plan: LoadedPlan): void {
    this.#guard((core) => core.unload(plan.handle));
  }

  /** Throws `invalid_context`. */
  start(plan: LoadedPlan, contextJson: string, options: StartOptions): Step {
    const { traceId, seed, now, userId = "", requestIp = "", hold = false, profile = false } = options;
    const user = userId.toWellFormed();
    const ip = requestIp.toWellFormed();
    return this.#ask<Step>(
      (core) => core.start(plan.handle, contextJson, traceId, seed, now, user, ip, true, hold, profile),
      readStep,
    );
  }

  advance(execution: number, supply: Advance): Step {
    const supplyJson = jsonText(supply);
    return this.#ask<Step>((core) => core.advance(execution, supplyJson), readStep);
  }

  /** Drops an execution nobody waits for any longer, or that was held. Never throws: a dead instance holds none. */
  cancel(execution: number): void {
    try {
      this.#module?.cancel(execution);
    } catch (error) {
      this.#die(error);
    }
  }

  /** What may be sent to `host`; null for a text that may not. Throws `fetch_denied` when it is too large. */
  reveal(execution: number, host: string, texts: readonly OutgoingText[]): readonly (string | null)[] {
    const request = jsonText({ host, texts });
    return this.#ask<{ texts: readonly (string | null)[] }>((core) => core.reveal(execution, request)).texts;
  }

  /** `texts` with the values of the secrets that the execution has read masked. */
  redact(execution: number, texts: readonly string[]): readonly string[] {
    const request = jsonText({ texts });
    return this.#ask<{ texts: readonly string[] }>((core) => core.redact(execution, request)).texts;
  }

  /** The sealed record of a secret. Throws `invalid_options` with the field. */
  seal(secret: { name: string; version: number; value: string; hosts: readonly string[] }): JsonObject {
    const secretJson = JSON.stringify(secret);
    return this.#ask<{ record: JsonObject }>((core) => core.seal(secretJson)).record;
  }

  /**
   * The value of a sealed secret in a new record under the first key. Throws `store_unavailable` when it does not open
   * or is older than `minVersion`, and `invalid_options` with the field.
   */
  reseal({ record, ...changes }: ResealRequest): JsonObject {
    const { version, hosts } = record;
    const requestJson = JSON.stringify({ version, hosts, ...changes, record });
    return this.#ask<{ record: JsonObject }>((core) => core.seal(requestJson)).record;
  }

  /** The sealed record of a journal. */
  sealJournal(journal: Journal): JsonObject {
    const journalJson = jsonText(journal);
    return this.#ask<{ record: JsonObject }>((core) => core.sealJournal(journal.traceId, journalJson)).record;
  }

  /** What was sealed as the journal of a trace. Throws `store_unavailable` when it does not open. */
  openJournal(traceId: string, record: JsonObject): JsonObject {
    const recordJson = jsonText(record);
    return this.#ask<{ journal: JsonObject }>((core) => core.openJournal(traceId, recordJson)).journal;
  }

  sign(fields: SignedFields): Signature {
    const fieldsJson = JSON.stringify(fields);
    const { kid, mac } = this.#ask<Signature>((core) => core.sign(fieldsJson));
    return { kid, mac };
  }

  verify(signed: SignedFields & Signature): boolean {
    const signedJson = JSON.stringify(signed);
    return this.#ask<{ valid: boolean }>((core) => core.verify(signedJson)).valid;
  }

  /** Throws `invalid_context` with the field when it is no trace. */
  convertTrace(form: "otlp" | "canonical", trace: Trace): JsonObject {
    const traceJson = objectText(trace, noTrace);
    return this.#ask<{ trace: JsonObject }>((core) => core.convertTrace(form, traceJson)).trace;
  }

  /** The SHA-256 of `text` in hex. */
  digest(text: string): string {
    return this.#ask<{ sha256: string }>((core) => core.digest(text)).sha256;
  }

  /** How many plans and executions the instance holds. */
  liveHandles(): { plans: number; executions: number } {
    const { plans, executions } = this.#ask<{ plans: number; executions: number }>((core) => core.liveHandles());
    return { plans, executions };
  }

  /** `call` only calls: what makes its arguments may fail without harm to the instance. */
  #ask<Answer>(call: (core: EngineModule) => string, read: (text: string) => unknown = JSON.parse): Answer {
    const answer = this.#guard((core) => read(call(core)) as (Answer & { ok: true }) | Refusal);
    if (answer.ok) return answer;
    const { code, message, field } = answer.error;
    throw new SluiceError(code, message, field === undefined ? {} : { field });
  }

  #guard<Answer>(call: (core: EngineModule) => Answer): Answer {
    if (!this.#module) throw this.#fault;
    try {
      return call(this.#module);
    } catch (error) {
      throw this.#die(error);
    }
  }

  #die(cause: unknown): EngineCrashError {
    this.#module = undefined;
    return (this.#fault = new EngineCrashError(cause));
  }
}

/** A trace is most of a step's text, and many callers never look at it: it begins on a line of its own. */
function readStep(text: string): unknown {
  const line = text.indexOf("\n");
  if (line < 0) return JSON.parse(text);
  const step = JSON.parse(text.slice(0, line - ",".length) + "}") as EndedStep & { ok: true };
  return new TracedStep(step, text.slice(line + '\n"trace":'.length, -1));
}

/** Members are set in one order whatever they hold, or V8 could not tell one step from another at a glance. */
class TracedStep implements EndedStep {
  readonly ok = true;
  readonly done = true;
  readonly outcome: Outcome;
  readonly metrics: readonly Metric[];
  declare readonly profile?: readonly ScriptProfile[];
  readonly #text: string;
  #trace: Trace | undefined;

  constructor({ outcome, metrics, profile }: EndedStep, trace: string) {
    this.outcome = outcome;
    this.metrics = metrics;
    if (profile) this.profile = profile;
    this.#text = trace;
  }

  get trace(): Trace {
    return (this.#trace ??= JSON.parse(this.#text) as Trace);
  }
}

function noTrace(fault: string, cause?: unknown): SluiceError {
  return new SluiceError("invalid_context", `trace ${fault}`, { field: "trace", cause });
}
