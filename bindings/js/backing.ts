import { countersOf, type Counters } from "./host/rate-limit.ts";
import { storedSecrets, type SecretSource } from "./host/secrets.ts";
import type { HookRegistry } from "./hook-registry.ts";
import type { InstanceKeeper } from "./instance-keeper.ts";
import type { HookDefinition } from "./hooks.ts";
import type { Clock, EngineOptions } from "./options.ts";
import { planChecks } from "./plan-checks.ts";
import { PlanSource } from "./plan-source.ts";
import { defaultNamespace, Records } from "./records.ts";
import { asSluiceError, type Reporter } from "./reporter.ts";
import { readSecret } from "./secret-records.ts";
import type { KeyValueStore } from "./stores/store.ts";
import { defaultStoreTimeoutMs, timedStore } from "./timed-store.ts";

/** What an engine has through its store. */
export interface Backing {
  readonly records: Records;
  readonly plans: PlanSource;
  readonly secrets: SecretSource;
  readonly counters: Counters | undefined;
}

export interface BackingParts {
  readonly keeper: InstanceKeeper;
  readonly hooks: HookRegistry;
  readonly reporter: Reporter;
  readonly now: Clock;
}

const eventualPointerCacheMs = 30_000;

export function openBacking(
  store: KeyValueStore,
  options: EngineOptions<HookDefinition>,
  { keeper, hooks, reporter, now }: BackingParts,
): Backing {
  const timed = timedStore(store, options.storeTimeoutMs ?? defaultStoreTimeoutMs);
  const records = new Records(timed, options.namespace ?? defaultNamespace);
  const signs = options.secretKeys !== undefined;
  const checks = planChecks({ core: () => keeper.get(), hooks, signs });
  const plans = new PlanSource(records, checks, {
    pointerCacheMs:
      options.pointerCacheMs ?? (store.capabilities.consistency === "strong" ? 0 : eventualPointerCacheMs),
    expect: new Set(options.expect),
    now,
    report: (error, trigger) =>
      reporter.report(error, "looking for the published plan; the last good one runs", trigger),
  });
  const secrets = storedSecrets(
    async (name) => (await readSecret(records, name))?.envelope.record ?? null,
    (cause) => reporter.report(asSluiceError(cause, "store_unavailable"), "reading a secret"),
  );
  return { records, plans, secrets, counters: countersOf(timed) };
}
