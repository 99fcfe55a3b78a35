import { handOver } from "../background.ts";
import type { SluiceError } from "../errors.ts";
import { customFailureText, type TriggerName } from "../generated/catalog.ts";
import { hookTable } from "../generated/tables.ts";
import type { JsonObject } from "../json.ts";
import type { RunMeta } from "../options.ts";
import type { DeniedOutcome, Outcome } from "../outcome.ts";
import { asSluiceError } from "../reporter.ts";
import type { AuthCall } from "./auth-call.ts";
import { text } from "./fields.ts";
import type { HookEngine, SluiceOptions } from "./options.ts";
import { refusalOf, type Refusal } from "./refusal.ts";

/** What a pipeline decided: `refusal` is absent when the action may go on. */
export interface Verdict {
  readonly refusal?: Refusal;
  /** What scripts returned. */
  readonly data: JsonObject;
}

/** What every context has, as far as it is known, for the trace that is joined to it. */
interface Traced {
  readonly user?: { readonly id: string } | undefined;
  readonly actor?: { readonly id: string } | undefined;
  readonly userId?: string | undefined;
  readonly apikey?: { readonly userId: string } | undefined;
  readonly request?: { readonly ip?: string | undefined } | undefined;
}

/** Makes a context; rejects when the database does. */
export type MakeContext = () => object | Promise<object>;

/** Runs hooks for one plugin: every hook goes through here, so that every fault is answered alike. */
export class HookRunner {
  readonly #engine: Promise<HookEngine>;
  readonly #hooks: ReadonlySet<TriggerName> | undefined;

  constructor({ engine, hooks }: Pick<SluiceOptions, "engine" | "hooks">) {
    this.#engine = Promise.resolve(engine);
    // Each hook awaits it and answers its failure; until the first one does, nobody has.
    this.#engine.catch(() => undefined);
    this.#hooks = hooks && new Set(hooks);
  }

  wants(trigger: TriggerName): boolean {
    return this.#hooks?.has(trigger) ?? true;
  }

  /** Runs a blocking or enrichment hook. Never rejects: what fails is answered as the pipeline's `onError` says. */
  async decide(trigger: TriggerName, call: AuthCall | undefined, make: MakeContext): Promise<Verdict> {
    if (!this.wants(trigger)) return { data: {} };
    const { outcome, fault } = await this.#run(trigger, call, make);
    if (!outcome.allowed) return { refusal: refusalOf(outcome), data: {} };
    // `onError` is about what fails here. Whoever sends what no context can hold does not choose to go past a pipeline;
    // only one that is published leaves a trace.
    if (fault?.code === "invalid_context" && outcome.traceId !== undefined) {
      return { refusal: refusalOf(failed(trigger, fault)), data: {} };
    }
    return { data: outcome.data ?? {} };
  }

  /** What a pipeline answers. Never rejects. */
  async outcome(trigger: TriggerName, call: AuthCall | undefined, make: MakeContext): Promise<Outcome> {
    return (await this.#run(trigger, call, make)).outcome;
  }

  /** Starts an async hook. Neither fails nor waits: its context is made in the background too. */
  announce(trigger: TriggerName, call: AuthCall | undefined, make: MakeContext, known: Traced = {}): void {
    if (!this.wants(trigger)) return;
    const meta = metaOf(call, known);
    const begun = this.#engine
      .then((engine) => engine.dispatch(trigger, async () => make(), meta))
      .catch((error: unknown) => logFault(trigger, error, call));
    // An engine that is still being made takes it over when the request may be gone.
    if (meta.waitUntil) handOver(begun, meta.waitUntil);
  }

  async #run(
    trigger: TriggerName,
    call: AuthCall | undefined,
    make: MakeContext,
  ): Promise<{ outcome: Outcome; fault?: SluiceError }> {
    let meta: RunMeta = {};
    try {
      meta = metaOf(call, {});
      const context = await make();
      meta = metaOf(call, context);
      return { outcome: await (await this.#engine).run(trigger, context, meta) };
    } catch (error) {
      const fault = asSluiceError(error, "engine_crash");
      return { outcome: await this.#fail(trigger, fault, meta, call), fault };
    }
  }

  async #fail(trigger: TriggerName, fault: SluiceError, meta: RunMeta, call: AuthCall | undefined): Promise<Outcome> {
    try {
      return await (await this.#engine).fail(trigger, fault, meta);
    } catch (unanswered) {
      // Not even the engine can be had, and with it nobody who knows what the pipeline would answer.
      logFault(trigger, unanswered, call);
      return failed(trigger, fault);
    }
  }
}

function failed(trigger: TriggerName, { code }: SluiceError): DeniedOutcome {
  const known = Object.hasOwn(hookTable, trigger);
  return { allowed: false, error: known ? hookTable[trigger].failureText : customFailureText, code };
}

function metaOf(call: AuthCall | undefined, context: Traced): RunMeta {
  const userId = text(context.user?.id ?? context.actor?.id ?? context.userId ?? context.apikey?.userId);
  const requestIp = context.request?.ip;
  // Without a handler better-auth lets background work float, and the engine counts it until close.
  const waitUntil = call?.context.options.advanced?.backgroundTasks?.handler;
  return { ...(userId && { userId }), ...(requestIp && { requestIp }), ...(waitUntil && { waitUntil }) };
}

function logFault(trigger: TriggerName, error: unknown, call: AuthCall | undefined): void {
  const log = call?.context.logger ?? console;
  log.error(`sluice: ${trigger} could not be run`, error);
}
