import { asSluiceError } from "../reporter.ts";
import { customFailureText, type TriggerName } from "../generated/catalog.ts";
import { hookTable } from "../generated/tables.ts";
import type { JsonObject } from "../json.ts";
import type { RunMeta } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import type { AuthCall } from "./auth-call.ts";
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
    const outcome = await this.outcome(trigger, call, make);
    return outcome.allowed ? { data: outcome.data ?? {} } : { refusal: refusalOf(outcome), data: {} };
  }

  /** What `decide` decides by. */
  async outcome(trigger: TriggerName, call: AuthCall | undefined, make: MakeContext): Promise<Outcome> {
    let meta: RunMeta = {};
    try {
      meta = metaOf(call, {});
      const context = await make();
      meta = metaOf(call, context);
      return await (await this.#engine).run(trigger, context, meta);
    } catch (error) {
      return this.#fail(trigger, error, meta, call);
    }
  }

  /** Starts an async hook. Neither fails nor waits: its context is made in the background too. */
  announce(trigger: TriggerName, call: AuthCall | undefined, make: MakeContext, known: Traced = {}): void {
    if (!this.wants(trigger)) return;
    const meta = metaOf(call, known);
    this.#engine.then(
      (engine) => engine.dispatch(trigger, async () => make(), meta),
      (error: unknown) => logFault(trigger, error, call),
    );
  }

  async #fail(trigger: TriggerName, error: unknown, meta: RunMeta, call: AuthCall | undefined): Promise<Outcome> {
    const fault = asSluiceError(error, "engine_crash");
    try {
      return await (await this.#engine).fail(trigger, fault, meta);
    } catch (unanswered) {
      // Not even the engine can be had, and with it nobody who knows what the pipeline would answer.
      logFault(trigger, unanswered, call);
      const known = Object.hasOwn(hookTable, trigger);
      return { allowed: false, error: known ? hookTable[trigger].failureText : customFailureText, code: fault.code };
    }
  }
}

function metaOf(call: AuthCall | undefined, context: Traced): RunMeta {
  const userId = context.user?.id ?? context.actor?.id ?? context.userId ?? context.apikey?.userId;
  const requestIp = context.request?.ip;
  // Without a handler better-auth lets background work float, and the engine counts it until close.
  const waitUntil = call?.context.options.advanced?.backgroundTasks?.handler;
  return { ...(userId && { userId }), ...(requestIp && { requestIp }), ...(waitUntil && { waitUntil }) };
}

function logFault(trigger: TriggerName, error: unknown, call: AuthCall | undefined): void {
  const log = call?.context.logger ?? console;
  log.error(`sluice: ${trigger} could not be run`, error);
}
