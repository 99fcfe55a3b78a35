import type { EffectScope, PerformEffect } from "../execution-loop.ts";
import type { Limits } from "../generated/catalog.ts";
import type { Clock, Fetch } from "../options.ts";
import type { Effect } from "./effect.ts";
import { performFetch } from "./fetch.ts";
import type { FetchPolicy } from "./fetch-policy.ts";
import { performRateLimit, type Counters } from "./rate-limit.ts";
import type { SecretSource } from "./secrets.ts";
import { Turnstile } from "./turnstile.ts";

/** What the effects of one execution are performed with. */
export interface HostTools {
  readonly fetch: Fetch;
  readonly fetchPolicy: FetchPolicy | undefined;
  /** How many triggers led to the execution, by way of the deployment's own origins. */
  readonly depth: number;
  /** Those of the plan. */
  readonly limits: Limits;
  readonly secrets: SecretSource;
  /** Undefined where nothing can count. */
  readonly counters: Counters | undefined;
  /** Begins the keys of counters. */
  readonly counterPrefix: string;
  readonly now: Clock;
}

/** Performs the effects of one execution, at most `fetchesInFlight` fetches at a time. */
export function effectPerformer(tools: HostTools): PerformEffect {
  const fetches = new Turnstile(tools.limits.fetchesInFlight);
  return async (effect: Effect, scope: EffectScope): Promise<unknown> => {
    switch (effect.kind) {
      case "fetch": {
        const { fetch, fetchPolicy: policy, depth, limits } = tools;
        return fetches.run(() => performFetch(effect, { fetch, policy, depth, limits, ...scope }));
      }
      case "secret":
        return tools.secrets(effect.name);
      case "rateLimit":
        return performRateLimit(effect, tools.counters, tools.counterPrefix, tools.now());
    }
  };
}
