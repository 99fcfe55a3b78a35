import type { EngineInstance } from "./engine-instance.ts";
import { SluiceError } from "./errors.ts";
import type { HookRegistry } from "./hook-registry.ts";
import type { PlanChecks, StoredPlan } from "./plan-source.ts";
import type { LoadedPlan } from "./plan.ts";
import { signedFields, type Pointer, type Signable } from "./pointer-records.ts";

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

/** A pointer, or a version, with its signature if it has one. */
export type Signed = Signable & Pick<Pointer, "kid" | "mac">;

/** Whether `signed` was signed with a key of this deployment, or need not be. Rejects with EngineCrashError. */
export async function isAuthentic(signed: Signed, { core, signs }: SignatureCheck): Promise<boolean> {
  if (!signs) return true;
  const { kid, mac } = signed;
  if (typeof kid !== "string" || typeof mac !== "string") return false;
  return (await core()).verify({ ...signedFields(signed), kid, mac });
}

/** Throws a SluiceError when the plan is not the one of that trigger and hash, or does not load. */
export function checkStoredPlan(instance: EngineInstance, { trigger, hash, json }: StoredPlan): LoadedPlan {
  const plan = instance.load(json);
  instance.unload(plan);
  if (plan.hash !== hash) throw new SluiceError("plan_invalid", `plan ${hash} has other contents than published`);
  if (plan.trigger !== trigger) throw new SluiceError("plan_invalid", `plan ${hash} belongs to ${plan.trigger}`);
  return plan;
}

/** The checks of what a store answers, made by the core. */
export function planChecks({ core, hooks, signs }: PlanCheckOptions): PlanChecks {
  return {
    isAuthentic: (pointer) => isAuthentic(pointer, { core, signs }),

    async checkPlan(stored: StoredPlan): Promise<void> {
      const { mode } = checkStoredPlan(await core(), stored);
      if (mode !== hooks.find(stored.trigger)?.mode) {
        throw new SluiceError("plan_invalid", `plan ${stored.hash} has the mode ${mode}, which its hook has not`);
      }
    },
  };
}
