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
  readonly key: string;
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
  /** The last of them, which is found without a hash of its key. */
  #last: Entry | undefined;

  constructor(loader: PlanLoader) {
    this.#loader = loader;
  }

  /** The plan under `key`, loaded from `planJson` if needed. Throws `invalid_plan`. */
  acquire(key: string, planJson: string): PlanLease {
    const entry = this.#last?.key === key ? this.#last : this.#moveToEnd(key, planJson);
    entry.uses++;
    return { plan: entry.plan, release: () => void entry.uses-- };
  }

  #moveToEnd(key: string, planJson: string): Entry {
    const entry = this.#entries.get(key) ?? { key, plan: this.#loader.load(planJson), uses: 0 };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#last = entry;
    this.#evict();
    return entry;
  }

  #evict(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= maxIdlePlans) return;
      if (entry.uses > 0 || entry === this.#last) continue;
      this.#entries.delete(key);
      this.#loader.unload(entry.plan);
    }
  }
}
