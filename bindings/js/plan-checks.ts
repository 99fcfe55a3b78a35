import type { EngineInstance } from "./engine-instance.ts";
import { SluiceError } from "./errors.ts";
import type { HookRegistry } from "./hook-registry.ts";
import type { PlanChecks, StoredPlan } from "./plan-source.ts";
import type { Pointer } from "./pointer-records.ts";

export interface PlanCheckOptions {
  readonly instance: () => Promise<EngineInstance>;
  readonly hooks: HookRegistry;
  /** Whether the deployment has keys: then everything published has to be signed. */
  readonly signed: boolean;
}

/** The checks of what a store answers, made by the core. */
export function planChecks({ instance, hooks, signed }: PlanCheckOptions): PlanChecks {
  return {
    async isAuthentic({ trigger, planHash, revision, kid, mac }: Pointer): Promise<boolean> {
      if (!signed) return true;
      if (typeof kid !== "string" || typeof mac !== "string") return false;
      return (await instance()).verify({ trigger, planHash, revision, kid, mac });
    },

    async checkPlan({ trigger, hash, json }: StoredPlan): Promise<void> {
      const core = await instance();
      const plan = core.load(json);
      core.unload(plan);
      if (plan.hash !== hash) throw new SluiceError("plan_invalid", `plan ${hash} has other contents than published`);
      if (plan.trigger !== trigger) throw new SluiceError("plan_invalid", `plan ${hash} belongs to ${plan.trigger}`);
      if (plan.mode !== hooks.find(trigger)?.mode) {
        throw new SluiceError("plan_invalid", `plan ${hash} has the mode ${plan.mode}, which its hook has not`);
      }
    },
  };
}
