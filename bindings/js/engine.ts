import { Admission, queueLookMs } from "./admission.ts";
import type { Engine, EngineStats, Executed } from "./api.ts";
import { afterAnswer, Background } from "./background.ts";
import { openBacking, type Backing } from "./backing.ts";
import { checkEngineOptions, checkExecuteOptions, checkReplayOptions, checkRunMeta } from "./check-options.ts";
import { checkContext, contextText } from "./context.ts";
import type { CoreOptions } from "./engine-instance.ts";
import { SluiceError } from "./errors.ts";
import { Executor, type ExecutionRequest } from "./executor.ts";
import { faultOutcome } from "./fault-outcome.ts";
import { faultTrace } from "./fault-trace.ts";
import { HookRegistry, type Hook } from "./hook-registry.ts";
import type { HookDefinition } from "./hooks.ts";
import { countersOf } from "./host/rate-limit.ts";
import { plainSecrets } from "./host/secrets.ts";
import { InstanceKeeper, type StartModule } from "./instance-keeper.ts";
import { saveJournal } from "./journal-records.ts";
import { notReplayable, readJournal, type Journal } from "./journal.ts";
import { deploymentLimits } from "./limits.ts";
import type { Clock, EngineOptions, ExecuteOptions, Fetch, ReplayOptions, RunMeta, TraceExporter } from "./options.ts";
import type { Outcome } from "./outcome.ts";
import type { StoredPlan } from "./plan-source.ts";
import { planText } from "./plan-text.ts";
import type { OnError, Plan } from "./plan.ts";
import { randomHex } from "./random-hex.ts";
import { defaultNamespace } from "./records.ts";
import { replayJournal, type Replayed } from "./replay.ts";
import { asSluiceError, Reporter } from "./reporter.ts";
import { readPlanJson } from "./stored-plan.ts";
import { saveTrace } from "./trace-records.ts";
import type { ClockKind, Trace } from "./trace.ts";

/** Where an engine's instances come from, and what traces say about them. */
export interface EngineOrigin {
  readonly start: StartModule;
  /** SHA-256 of engine.wasm. */
  readonly engineHash: string;
  readonly clock: ClockKind;
  /** The default of `options.fetch`. */
  readonly fetch?: Fetch;
}

/** Makes an engine. Throws `invalid_options`; does nothing else yet. */
export function openEngine<H extends HookDefinition>(options: EngineOptions<H>, origin: EngineOrigin): Engine<H> {
  checkEngineOptions(options);
  return new PipelineEngine(options, origin) as unknown as Engine<H>;
}

// Takes looser types than Engine<H>, whose types depend on the trigger: what they promise is checked at run time.
class PipelineEngine {
  readonly #options: EngineOptions<HookDefinition>;
  readonly #origin: EngineOrigin;
  readonly #now: Clock;
  readonly #hooks: HookRegistry;
  readonly #disabled: ReadonlySet<string>;
  readonly #reporter: Reporter;
  readonly #keeper: InstanceKeeper;
  readonly #admission: Admission;
  readonly #executor: Executor;
  readonly #backing: Backing | undefined;
  readonly #background = new Background();
  /** What effects are performed with, without secrets and counters. */
  readonly #tools: ExecutionRequest["tools"];
  #failedSaves = 0;
  #failedExports = 0;

  constructor(options: EngineOptions<HookDefinition>, origin: EngineOrigin) {
    const { store, onMetric } = options;
    const now = wholeMs(options.now ?? Date.now);
    const hooks = new HookRegistry(options.hooks ?? []);
    const reporter = new Reporter(options.onError);
    const keeper = new InstanceKeeper(origin.start, coreOptions(options, origin));
    this.#options = options;
    this.#origin = origin;
    this.#now = now;
    this.#hooks = hooks;
    this.#disabled = new Set(options.disabled);
    this.#reporter = reporter;
    this.#keeper = keeper;
    const { engineHash, clock } = origin;
    this.#admission = new Admission(deploymentLimits(options.limits), now, queueLookMs(clock));
    this.#executor = new Executor({ keeper, admission: this.#admission, reporter, onMetric, engineHash, clock });
    this.#tools = {
      fetch: options.fetch ?? origin.fetch ?? platformFetch,
      fetchPolicy: options.fetchPolicy,
      depth: 0,
      secrets: plainSecrets({}),
      counters: undefined,
      counterPrefix: `${options.namespace ?? defaultNamespace}:rate:`,
      now,
    };
    this.#backing = store && openBacking(store, options, { keeper, hooks, reporter, now });
  }

  async run(trigger: string, context: object, meta: RunMeta = noOptions): Promise<Outcome> {
    if (meta !== noOptions) checkRunMeta(meta);
    const hook = this.#hooks.find(trigger);
    if (!hook) throw unknownTrigger(trigger);
    if (this.#disabled.has(trigger)) return { allowed: true };
    if (!this.#backing) throw new SluiceError("no_store", "run needs an engine with a store; execute does without.");
    const contextJson = contextText(context);
    await checkContext(hook, context);
    const published = await this.#backing.plans.find(trigger);
    if (published.kind === "none") return { allowed: true };
    if (published.kind === "fault") return this.#answerFault(hook, published.error, meta);
    return this.#runPlan(hook, published.plan, contextJson, meta, this.#backing);
  }

  dispatch(trigger: string, context: object | (() => Promise<object>), meta?: RunMeta): void {
    const done = this.#runWhenMade(trigger, context, meta).then(
      () => undefined,
      (error: unknown) => {
        if (meta?.signal?.aborted) return;
        this.#reporter.report(asSluiceError(error, "engine_crash"), "dispatching", String(trigger));
      },
    );
    this.#background.add(done, meta?.waitUntil);
  }

  async fail(trigger: string, error: SluiceError, meta: RunMeta = noOptions): Promise<Outcome> {
    if (meta !== noOptions) checkRunMeta(meta);
    const hook = this.#hooks.find(trigger);
    if (!hook) throw unknownTrigger(trigger);
    if (this.#disabled.has(trigger)) return { allowed: true };
    const published = await this.#backing?.plans.find(trigger);
    if (published?.kind === "none") return { allowed: true };
    if (published?.kind !== "plan") return this.#answerFault(hook, published?.error ?? error, meta);
    return this.#answerFault({ ...hook, ...failurePolicy(published.plan) }, error, meta);
  }

  async execute(plan: Plan, context: object, options: ExecuteOptions = noOptions): Promise<Executed> {
    if (options !== noOptions) checkExecuteOptions(options);
    const { userId, requestIp, signal, seed, record, profile, fetch = this.#tools.fetch } = options;
    const planJson = planText(plan, options.limits);
    const contextJson = contextText(context);
    const now = options.now ? wholeMs(options.now) : this.#now;
    const own = options.fetch || options.now || options.secrets || options.counters;
    const tools = own ? { ...this.#tools, fetch, now, ...ownSources(options) } : this.#tools;
    const asked = { userId, requestIp, signal, seed, record, profile };
    return this.#executor.execute({ planKey: planJson, planJson, contextJson, ...asked, now, tools });
  }

  async replay(journal: Journal, options: ReplayOptions = {}): Promise<Replayed> {
    checkReplayOptions(options);
    const { plan, limits, secrets = {}, profile = false } = options;
    const read = readJournal(journal);
    const planJson = plan ? planText(plan, limits) : await this.#recordedPlan(read);
    const input = { journal: read, secrets, engineHash: this.#origin.engineHash, profile };
    return this.#executor.borrow({ planKey: planJson, planJson }, (opened) => {
      if (!plan && opened.lease.plan.hash !== read.planHash) {
        throw notReplayable("journal.planHash", "is that of a plan which the store has with other contents");
      }
      return replayJournal(opened, input);
    });
  }

  stats(): EngineStats {
    return {
      active: this.#admission.admitted,
      ended: this.#executor.ended,
      pending: this.#background.pending,
      failedSaves: this.#failedSaves,
      failedExports: this.#failedExports,
      crashes: this.#keeper.crashes,
      queue: this.#admission.stats,
      live: this.#keeper.live?.liveHandles() ?? { plans: 0, executions: 0 },
    };
  }

  async close(): Promise<void> {
    await this.#background.drain();
    this.#keeper.release();
  }

  async #runWhenMade(
    trigger: string,
    context: object | (() => Promise<object>),
    meta: RunMeta | undefined,
  ): Promise<Outcome> {
    return this.run(trigger, typeof context === "function" ? await context() : context, meta);
  }

  async #recordedPlan({ planHash }: Journal): Promise<string> {
    const json = await this.#storedPlan(planHash);
    if (json !== null) return json;
    throw notReplayable("journal.planHash", "is that of a plan which is not in a store of this engine: hand it in");
  }

  async #storedPlan(hash: string): Promise<string | null> {
    try {
      return this.#backing ? await readPlanJson(this.#backing.records, hash) : null;
    } catch (error) {
      throw asSluiceError(error, "store_unavailable");
    }
  }

  async #runPlan(
    hook: Hook,
    plan: StoredPlan,
    contextJson: string,
    meta: RunMeta,
    { secrets, counters }: Backing,
  ): Promise<Outcome> {
    const { userId, requestIp, signal, depth = 0 } = meta;
    const caller = { userId, requestIp, signal };
    const { hash: planKey, json: planJson } = plan;
    const tools = { ...this.#tools, depth, secrets, counters };
    const now = this.#now;
    try {
      const request = { planKey, planJson, contextJson, ...caller, now, sampled: true, tools };
      return this.#traced(await this.#executor.execute(request), meta);
    } catch (error) {
      if (!(error instanceof SluiceError) || error.code === "invalid_context") throw error;
      const fault = error.code === "invalid_plan" ? asPlanInvalid(error) : error;
      return this.#answerFault(hook, fault, meta);
    }
  }

  /** No plan could be had, or no instance to run it, or no context to run it with: `hook.onError` is the plan's own. */
  #answerFault(hook: Hook & { readonly onError?: OnError }, error: SluiceError, meta: RunMeta): Outcome {
    this.#reporter.report(error, "running the published plan", hook.name);
    // What is published but not believed may be an attack, so that it denies whatever the deployment prefers.
    const unbelieved = error.code === "plan_invalid";
    const onError = unbelieved ? "block" : (hook.onError ?? this.#options.defaultOnError ?? "block");
    const at = this.#now();
    const execution = {
      traceId: randomHex(16),
      trigger: hook.name,
      mode: hook.mode,
      userId: meta.userId,
      requestIp: meta.requestIp,
      startedAt: at,
      endedAt: at,
    };
    const outcome = faultOutcome({ ...hook, onError }, error.code);
    return this.#traced({ outcome, trace: faultTrace(error, execution, this.#origin) }, meta);
  }

  #traced({ outcome, trace, journal }: Executed, { waitUntil }: RunMeta): Outcome {
    if (!trace || !this.#backing) return outcome;
    const { records } = this.#backing;
    const seal = this.#options.secretKeys && (() => this.#keeper.get());
    this.#save("saving a trace", trace, () => saveTrace(records, trace), waitUntil);
    if (journal) this.#save("saving a journal", trace, () => saveJournal(records, journal, seal), waitUntil);
    const { exporter } = this.#options;
    if (exporter)
      this.#background.add(
        afterAnswer().then(() => this.#export(trace, exporter)),
        waitUntil,
      );
    return { ...outcome, traceId: trace.id };
  }

  #save(during: string, { trigger }: Trace, save: () => Promise<void>, waitUntil: RunMeta["waitUntil"]): void {
    const saved = afterAnswer()
      .then(save)
      .catch((error: unknown) => {
        this.#failedSaves++;
        this.#reporter.report(asSluiceError(error, "store_unavailable"), during, trigger);
      });
    this.#background.add(saved, waitUntil);
  }

  /** Never rejects. */
  async #export(trace: Trace, exporter: TraceExporter): Promise<void> {
    try {
      await exporter(trace, async () => (await this.#keeper.get()).convertTrace("otlp", trace));
    } catch (error) {
      this.#failedExports++;
      this.#reporter.report(asSluiceError(error, "fetch_failed"), "exporting a trace", trace.trigger);
    }
  }
}

/** Checking nothing takes as long as half a small script. */
const noOptions = {};

// Looked up at each call: tests and platforms replace it.
const platformFetch: Fetch = (url, init) => fetch(url, init);

function ownSources({
  secrets = {},
  counters,
}: ExecuteOptions): Pick<ExecutionRequest["tools"], "secrets" | "counters"> {
  return { secrets: plainSecrets(secrets), counters: countersOf(counters) };
}

function unknownTrigger(trigger: string): SluiceError {
  return new SluiceError("unknown_trigger", `${trigger} is no trigger this engine knows.`, { field: "trigger" });
}

/** How a stored plan, whose text names both, answers failures. */
function failurePolicy({ json }: StoredPlan): { onError: OnError; failureText: string } {
  const { onError, failureText } = JSON.parse(json) as { onError: OnError; failureText: string };
  return { onError, failureText };
}

/** A stored plan that does not load is nothing the caller can correct. */
function asPlanInvalid(error: SluiceError): SluiceError {
  return new SluiceError("plan_invalid", error.message, { cause: error });
}

/** The core counts in whole milliseconds. */
function wholeMs(clock: Clock): Clock {
  return () => Math.floor(clock());
}

/** The options of the core's configure call. */
function coreOptions(options: EngineOptions<HookDefinition>, { engineHash, clock }: EngineOrigin): CoreOptions {
  const { namespace = defaultNamespace, secretKeys, limits = {}, env = {} } = options;
  return { namespace, limits, env, engineHash, clock, ...(secretKeys && { secretKeys }) };
}
