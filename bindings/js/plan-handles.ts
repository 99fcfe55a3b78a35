import type { LoadedPlan } from "./plan.ts";

/** What holds the plans: an instance. */
export interface PlanLoader {
  /** Throws `invalid_plan`. */
  load(planJson: string): LoadedPlan;
  unload(plan: LoadedPlan): void;
}

/** A plan in use. `release` exactly once. */
export interface PlanLease {
  readonly plan: LoadedPlan;
  release(): void;
}

interface Entry {
  readonly plan: LoadedPlan;
  uses: number;
}

const maxIdlePlans = 32;

/**
 * The plans that one instance holds, so that a plan that runs again is not loaded again. Keys are whatever identifies
 * the plan's text. The least recently used are unloaded, but never one in use.
 */
export class PlanHandles {
  readonly #loader: PlanLoader;
  /** In order of last use. */
  readonly #entries = new Map<string, Entry>();

  constructor(loader: PlanLoader) {
    this.#loader = loader;
  }

  /** The plan under `key`, loaded from `planJson` if needed. Throws `invalid_plan`. */
  acquire(key: string, planJson: string): PlanLease {
    const entry = this.#entries.get(key) ?? { plan: this.#loader.load(planJson), uses: 0 };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    entry.uses++;
    this.#evict();
    return { plan: entry.plan, release: () => void entry.uses-- };
  }

  #evict(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= maxIdlePlans) return;
      if (entry.uses > 0) continue;
      this.#entries.delete(key);
      this.#loader.unload(entry.plan);
    }
  }
}
