import type { Engine } from "../api.ts";
import { checkContext } from "../context.ts";
import type { DryRun } from "../control/api-pipelines.ts";
import { callsWithoutAnswer, mockedFetch, type FetchMock } from "../control/fetch-mocks.ts";
import { HookRegistry } from "../hook-registry.ts";
import type { HookDefinition } from "../hooks.ts";
import type { PlainSecret } from "../options.ts";
import type { Plan } from "../plan.ts";
import type { ScriptProfile } from "../profile.ts";
import { memoryStore } from "../stores/memory.ts";

export interface TryOptions {
  readonly engine: Pick<Engine, "execute">;
  /** What services answer. A request that none of them fits is told in `wouldCall`. */
  readonly mocks?: readonly FetchMock[];
  /** All that the scripts find. */
  readonly secrets?: Readonly<Record<string, PlainSecret>>;
  readonly userId?: string;
  readonly requestIp?: string;
  /** Hooks of your own, as the engine has them. */
  readonly hooks?: readonly HookDefinition[];
  /** Aborting it ends the run; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** What came of a trial, and what a case needs to come to the same: its clock and its seed. */
export interface Tried extends DryRun {
  /** As `Executed.profile`; empty where there is none. */
  readonly profile: readonly ScriptProfile[];
  /** ms since the epoch. */
  readonly startedAt?: number;
  /** 16 hex digits. */
  readonly seed?: string;
}

/**
 * Runs a plan once without any effect, and tells what each line cost: a dry run of scripts that nobody has to save.
 * Rejects with `invalid_context` and `invalid_plan`; what scripts do wrong is in the outcome.
 */
export async function tryPlan(plan: Plan, context: object, options: TryOptions): Promise<Tried> {
  const { engine, mocks = [], secrets = {}, hooks = [], ...meta } = options;
  const hook = new HookRegistry(hooks).find(plan.trigger);
  if (hook) await checkContext(hook, context);
  const {
    outcome,
    trace,
    journal,
    profile = [],
  } = await engine.execute(plan, context, {
    ...meta,
    fetch: mockedFetch(mocks),
    secrets,
    counters: memoryStore(),
    record: true,
    profile: true,
  });
  return {
    ...{ outcome, profile },
    wouldCall: journal ? callsWithoutAnswer(journal) : [],
    ...(trace && { trace }),
    ...(journal && { startedAt: journal.startedAt, seed: journal.seed }),
  };
}
