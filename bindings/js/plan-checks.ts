import type { EngineInstance } from "./engine-instance.ts";
import { SluiceError } from "./errors.ts";
import type { HookRegistry } from "./hook-registry.ts";
import type { PlanChecks, StoredPlan } from "./plan-source.ts";
import type { Pointer } from "./pointer-records.ts";

/** What signatures are checked with. */
export interface SignatureCheck {
  readonly core: () => Promise<Pick<EngineInstance, "verify">>;
  /** Whether the deployment has keys: then everything published has to be signed. */
  readonly signs: boolean;
}

export interface PlanCheckOptions extends SignatureCheck {
  readonly core: () => Promise<EngineInstance>;
  readonly hooks: HookRegistry;
}

/** Whether the pointer was signed with a key of this deployment, or need not be. Rejects with EngineCrashError. */
export async function isAuthentic(pointer: Pointer, { core, signs }: SignatureCheck): Promise<boolean> {
  if (!signs) return true;
  const { trigger, planHash, revision, kid, mac } = pointer;
  if (typeof kid !== "string" || typeof mac !== "string") return false;
  return (await core()).verify({ trigger, planHash, revision, kid, mac });
}

/** The checks of what a store answers, made by the core. */
export function planChecks({ core, hooks, signs }: PlanCheckOptions): PlanChecks {
  return {
    isAuthentic: (pointer) => isAuthentic(pointer, { core, signs }),

    async checkPlan({ trigger, hash, json }: StoredPlan): Promise<void> {
      const instance = await core();
      const plan = instance.load(json);
      instance.unload(plan);
      if (plan.hash !== hash) throw new SluiceError("plan_invalid", `plan ${hash} has other contents than published`);
      if (plan.trigger !== trigger) throw new SluiceError("plan_invalid", `plan ${hash} belongs to ${plan.trigger}`);
      if (plan.mode !== hooks.find(trigger)?.mode) {
        throw new SluiceError("plan_invalid", `plan ${hash} has the mode ${plan.mode}, which its hook has not`);
      }
    },
  };
}
