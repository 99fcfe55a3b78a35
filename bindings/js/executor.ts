import type { Executed } from "./api.ts";
import type { EndedStep, EngineInstance, StartOptions } from "./engine-instance.ts";
import { EngineCrashError } from "./errors.ts";
import { runExecution } from "./execution-loop.ts";
import { faultOutcome } from "./fault-outcome.ts";
import { faultTrace } from "./fault-trace.ts";
import { effectPerformer, type HostTools } from "./host/perform.ts";
import type { InstanceKeeper } from "./instance-keeper.ts";
import { lowered } from "./limits.ts";
import type { Clock } from "./options.ts";
import type { LoadedPlan } from "./plan.ts";
import { randomHex } from "./random-hex.ts";
import { asSluiceError, type Reporter } from "./reporter.ts";
import type { ClockKind, Metric } from "./trace.ts";

/** One execution to be run. */
export interface ExecutionRequest {
  /** Identifies `planJson` among the plans of an instance. */
  readonly planKey: string;
  readonly planJson: string;
  readonly contextJson: string;
  readonly userId?: string | undefined;
  readonly requestIp?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly now: Clock;
  /** Default: drawn. */
  readonly seed?: string | undefined;
  /** `limits` are the deployment's. */
  readonly tools: HostTools;
}

export interface ExecutorOptions {
  readonly keeper: InstanceKeeper;
  readonly engineHash: string;
  readonly clock: ClockKind;
  readonly reporter: Reporter;
  readonly onMetric: ((metric: Metric) => void) | undefined;
}

/** Runs executions on the live instance and answers for the ones that crash it. */
export class Executor {
  readonly #options: ExecutorOptions;
  #active = 0;
  #ended = 0;

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  get active(): number {
    return this.#active;
  }

  get ended(): number {
    return this.#ended;
  }

  /**
   * Rejects with `invalid_plan`, `invalid_context`, the reason of the signal, and with EngineCrashError when no
   * instance could be started. A crash while the execution runs is answered under the plan's `onError`.
   */
  async execute(request: ExecutionRequest): Promise<Executed> {
    const instance = await this.#options.keeper.get();
    const lease = instance.plans.acquire(request.planKey, request.planJson);
    this.#active++;
    try {
      return await this.#run(instance, lease.plan, request);
    } finally {
      this.#active--;
      this.#ended++;
      lease.release();
    }
  }

  async #run(instance: EngineInstance, plan: LoadedPlan, request: ExecutionRequest): Promise<Executed> {
    const { contextJson, now, signal, tools } = request;
    const perform = effectPerformer({ ...tools, limits: lowered(tools.limits, plan.limits) });
    const options = startOptions(request);
    try {
      const ended = await runExecution(instance, { plan, contextJson, options, perform, now, signal });
      this.#forward(ended);
      return executed(ended);
    } catch (error) {
      if (!(error instanceof EngineCrashError)) throw error;
      return this.#crashed(error, plan, request, options);
    }
  }

  #crashed(error: EngineCrashError, plan: LoadedPlan, request: ExecutionRequest, options: StartOptions): Executed {
    const { trigger, mode, hash } = plan;
    this.#options.reporter.report(error, "running a pipeline", trigger);
    const { now: startedAt, ...ids } = options;
    const execution = { ...ids, trigger, mode, planHash: hash, startedAt, endedAt: request.now() };
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

function executed({ outcome, trace }: EndedStep): Executed {
  return trace ? { outcome, trace } : { outcome };
}

function startOptions({ seed, now, userId, requestIp }: ExecutionRequest): StartOptions {
  return { traceId: randomHex(16), seed: seed ?? randomHex(8), now: now(), userId, requestIp };
}
