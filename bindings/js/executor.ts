import { Admission, type Stay } from "./admission.ts";
import type { Executed } from "./api.ts";
import type { EndedStep, StartOptions } from "./engine-instance.ts";
import { EngineCrashError, SluiceError } from "./errors.ts";
import { runExecution, type ExecutionHost, type PerformEffect } from "./execution-loop.ts";
import { faultOutcome } from "./fault-outcome.ts";
import { faultTrace } from "./fault-trace.ts";
import { effectPerformer, type HostTools } from "./host/perform.ts";
import type { InstanceKeeper } from "./instance-keeper.ts";
import { recordJournal } from "./journal-recorder.ts";
import type { Journal } from "./journal.ts";
import { LiveExecution, type OpenPlan } from "./live-execution.ts";
import type { Clock } from "./options.ts";
import type { LoadedPlan } from "./plan.ts";
import { randomHex } from "./random-hex.ts";
import { asSluiceError, type Reporter } from "./reporter.ts";
import { keptOf, type Kept } from "./sampling.ts";
import type { ClockKind, Metric, Trace } from "./trace.ts";

/** A plan's text, and what identifies it among the plans of an instance. */
export interface PlanText {
  readonly planKey: string;
  readonly planJson: string;
}

/** One execution to be run. */
export interface ExecutionRequest extends PlanText {
  readonly contextJson: string;
  readonly userId?: string | undefined;
  readonly requestIp?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly now: Clock;
  /** Default: drawn. */
  readonly seed?: string | undefined;
  /** Whether the answer has a journal. */
  readonly record?: boolean | undefined;
  /** The plan's sampling decides whether it has a journal, and whether it has a trace. */
  readonly sampled?: boolean | undefined;
  /** Whether the answer has a profile. */
  readonly profile?: boolean | undefined;
  /** Without the limits, which are the plan's. */
  readonly tools: Omit<HostTools, "limits">;
}

export interface ExecutorOptions {
  readonly keeper: InstanceKeeper;
  readonly admission: Admission;
  readonly engineHash: string;
  readonly clock: ClockKind;
  readonly reporter: Reporter;
  readonly onMetric: ((metric: Metric) => void) | undefined;
}

/** A plan that may run now. */
interface Entered extends OpenPlan {
  readonly stay: Stay;
}

/** An execution from the moment it has room. */
interface Run {
  readonly request: ExecutionRequest;
  readonly entered: Entered;
  readonly plan: LoadedPlan;
  readonly kept: Kept;
  readonly options: StartOptions;
  readonly execution: LiveExecution;
  readonly host: ExecutionHost;
}

/** Runs executions as soon as there is room for them, and answers for the ones that crash their instance. */
export class Executor {
  readonly #options: ExecutorOptions;
  #ended = 0;

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  get ended(): number {
    return this.#ended;
  }

  /**
   * What came of it: at once when there is room and no script waits for anything. Rejects or throws with
   * `invalid_plan`, `invalid_context`, the reason of the signal, and with EngineCrashError when no instance could be
   * started. Faults of the queue and crashes are answered under the plan's `onError`.
   */
  execute(request: ExecutionRequest): Executed | Promise<Executed> {
    const opened = this.#openNow(request);
    const stay = opened && this.#options.admission.tryEnter(opened.lease.plan);
    return stay ? this.#run({ ...opened, stay }, request) : this.#executeLater(opened, request);
  }

  async #executeLater(openedNow: OpenPlan | undefined, request: ExecutionRequest): Promise<Executed> {
    const opened = openedNow ?? (await this.#open(request));
    const { plan } = opened.lease;
    const stay = openedNow ? undefined : this.#options.admission.tryEnter(plan);
    if (stay) return this.#run({ ...opened, stay }, request);
    opened.lease.release();
    const arrivedAt = request.now();
    try {
      const entered = await this.#enter(plan, request, request.signal);
      return await this.#run(entered, request);
    } catch (error) {
      if (!isQueueFault(error)) throw error;
      this.#ended++;
      return this.#faulted(error, "waiting for VMs", plan, request, startOptions(request, arrivedAt));
    }
  }

  /**
   * Calls `use` with a plan as soon as there is room for it; `use` does all it does at once. Rejects as `execute`, and
   * with faults of the queue, where replays come last.
   */
  async borrow<Result>(plan: PlanText, use: (opened: OpenPlan) => Result): Promise<Result> {
    const { lease } = await this.#open(plan);
    lease.release();
    let { stay, ...opened } = await this.#enter({ ...lease.plan, mode: "async" }, plan);
    try {
      while (opened.instance.isDead) opened = await this.#open(plan);
      return use(opened);
    } finally {
      opened.lease.release();
      this.#options.admission.leave(stay);
    }
  }

  #openNow({ planKey, planJson }: PlanText): OpenPlan | undefined {
    const instance = this.#options.keeper.live;
    return instance && { instance, lease: instance.plans.acquire(planKey, planJson) };
  }

  async #open({ planKey, planJson }: PlanText): Promise<OpenPlan> {
    let instance = await this.#options.keeper.get();
    // Others may have run, and crashed it, before this goes on.
    while (instance.isDead) instance = await this.#options.keeper.get();
    return { instance, lease: instance.plans.acquire(planKey, planJson) };
  }

  /** Waits for room, without a hold on the plan or its instance. */
  async #enter(plan: LoadedPlan, text: PlanText, signal?: AbortSignal): Promise<Entered> {
    const { admission } = this.#options;
    const stay = admission.tryEnter(plan) ?? (await admission.enter(plan, signal));
    try {
      return { ...(await this.#open(text)), stay };
    } catch (error) {
      admission.leave(stay);
      throw error;
    }
  }

  #run(entered: Entered, request: ExecutionRequest): Executed | Promise<Executed> {
    let run: Run | undefined;
    let waits = false;
    try {
      run = this.#begin(entered, request);
      const ended = runExecution(run.execution, run.host);
      waits = ended instanceof Promise;
      return ended instanceof Promise ? this.#runOn(run, ended) : this.#answer(run, ended);
    } catch (error) {
      return this.#answerCrash(run, error);
    } finally {
      if (!waits) this.#leave(entered, run);
    }
  }

  async #runOn(run: Run, ended: Promise<EndedStep>): Promise<Executed> {
    try {
      return this.#answer(run, await ended);
    } catch (error) {
      return this.#answerCrash(run, error);
    } finally {
      this.#leave(run.entered, run);
    }
  }

  #begin(entered: Entered, request: ExecutionRequest): Run {
    const { plan } = entered.lease;
    const { now, signal, tools } = request;
    const begun = startOptions(request, now());
    const kept = keptOfRequest(request, plan, begun);
    const options = kept.journal ? { ...begun, hold: true } : begun;
    const execution = new LiveExecution(entered, () => this.#open(request), request.contextJson, options);
    entered.stay.evict = () => execution.evict();
    // Most executions have no effects.
    let performer: PerformEffect | undefined;
    const perform: PerformEffect = (effect, scope) => {
      performer ??= effectPerformer({ ...tools, limits: plan.limits });
      return performer(effect, scope);
    };
    return { request, entered, plan, kept, options, execution, host: { perform, now, signal } };
  }

  #answer({ execution, plan, kept }: Run, ended: EndedStep): Executed {
    this.#forward(ended);
    return executed(ended, kept, kept.journal ? this.#record(execution, plan, ended) : undefined);
  }

  /** Throws what is no crash. */
  #answerCrash(run: Run | undefined, error: unknown): Executed {
    if (!run || !(error instanceof EngineCrashError)) throw error;
    return this.#faulted(error, "running a pipeline", run.plan, run.request, run.options);
  }

  #leave({ lease, stay }: Entered, run: Run | undefined): void {
    if (run) run.execution.close();
    else lease.release();
    this.#ended++;
    this.#options.admission.leave(stay);
  }

  /** The execution has ended whatever becomes of its journal. */
  #record(execution: LiveExecution, plan: LoadedPlan, ended: EndedStep): Journal | undefined {
    const { engineHash, reporter } = this.#options;
    try {
      return recordJournal(execution, ended, { plan, engineHash });
    } catch (error) {
      reporter.report(asSluiceError(error, "engine_crash"), "recording a journal", plan.trigger);
      return undefined;
    }
  }

  /** The answer to an execution that never came to its end. */
  #faulted(
    error: SluiceError,
    during: string,
    plan: LoadedPlan,
    { now }: ExecutionRequest,
    { traceId, userId, requestIp, now: startedAt }: StartOptions,
  ): Executed {
    const { trigger, mode, hash: planHash } = plan;
    this.#options.reporter.report(error, during, trigger);
    const execution = { traceId, trigger, mode, planHash, userId, requestIp, startedAt, endedAt: now() };
    return { outcome: faultOutcome(plan, error.code), trace: faultTrace(error, execution, this.#options) };
  }

  #forward({ metrics }: EndedStep): void {
    const { onMetric, reporter } = this.#options;
    if (!onMetric) return;
    try {
      for (const metric of metrics) onMetric(metric);
    } catch (error) {
      reporter.report(asSluiceError(error, "helper_error"), "handing metrics to onMetric");
    }
  }
}

function isQueueFault(error: unknown): error is SluiceError {
  return error instanceof SluiceError && (error.code === "engine_busy" || error.code === "queue_timeout");
}

function keptOfRequest(
  { sampled, record = false }: ExecutionRequest,
  plan: LoadedPlan,
  { traceId }: StartOptions,
): Kept {
  return sampled ? keptOf(traceId, plan.sampling) : { trace: true, journal: record };
}

function executed(ended: EndedStep, kept: Kept, journal: Journal | undefined): Executed {
  const { outcome, profile } = ended;
  const keepsTrace = "trace" in ended && (kept.trace || ended.trace!.status !== "success");
  const answer: Executed = keepsTrace
    ? {
        outcome,
        get trace(): Trace {
          return ended.trace!;
        },
      }
    : { outcome };
  return journal || profile ? withExtras(answer, journal, profile) : answer;
}

function withExtras(answer: Executed, journal: Journal | undefined, profile: EndedStep["profile"]): Executed {
  return Object.assign(answer, journal && { journal }, profile && { profile });
}

function startOptions({ seed, userId, requestIp, profile }: ExecutionRequest, now: number): StartOptions {
  const ids = { traceId: randomHex(16), seed: seed ?? randomHex(8), now, userId, requestIp };
  return profile ? { ...ids, profile } : ids;
}
