import { SluiceError } from "./errors.ts";
import type { Clock } from "./options.ts";
import { readPointer, type FoundPointer, type Pointer } from "./pointer-records.ts";
import { DamagedRecordError, type Records } from "./records.ts";
import { readPlanJson } from "./stored-plan.ts";

/** A plan that passed its checks. */
export interface StoredPlan {
  readonly trigger: string;
  readonly hash: string;
  readonly json: string;
}

/** What is known to be published for a trigger. */
export type Published =
  | { readonly kind: "plan"; readonly plan: StoredPlan }
  | { readonly kind: "none" }
  | { readonly kind: "fault"; readonly error: SluiceError };

/** Judges what a store answered. Both may reject with EngineCrashError. */
export interface PlanChecks {
  /** Whether the pointer was signed with a key of this deployment, or need not be. */
  isAuthentic(pointer: Pointer): Promise<boolean>;
  /** Rejects with a SluiceError when the plan is not the one of that trigger and hash, or does not load. */
  checkPlan(plan: StoredPlan): Promise<void>;
}

export interface PlanSourceOptions {
  readonly pointerCacheMs: number;
  readonly expect: ReadonlySet<string>;
  readonly now: Clock;
  /** Learns about faults that an older plan covers. */
  readonly report: (error: SluiceError, trigger: string) => void;
}

/** What an engine remembers of a trigger. */
interface Memory {
  /** The newest state that passed its checks. */
  readonly published: Exclude<Published, { kind: "fault" }>;
  /** Its revision; 0 when there was no pointer. */
  readonly revision: number;
  /** The pointer as it was read: the same text need not be checked again. */
  readonly text?: string;
  /** When the store was last asked. */
  readonly checkedAt: number;
}

const absent: Omit<Memory, "checkedAt"> = { published: { kind: "none" }, revision: 0 };

/**
 * Finds what is published for a trigger: one small read of its pointer, and one read of a plan that has not been seen
 * before. What guards it:
 *
 *   pointer absent        nothing is published, unless the trigger is expected or a pointer was seen before
 *   pointer not authentic, or of a lower revision than one seen before: it is not believed
 *   plan does not match its hash, its trigger or the limits: it is not believed
 *   store fails, or has lost a record
 *
 * In each of these cases the newest state that passed its checks stays in force, and where there is none the answer
 * is a fault: `plan_invalid` for what is not believed, `store_unavailable` for what could not be had.
 */
export class PlanSource {
  readonly #records: Records;
  readonly #checks: PlanChecks;
  readonly #options: PlanSourceOptions;
  readonly #memory = new Map<string, Memory>();

  /** The store of `records` answers, or rejects, in its time. */
  constructor(records: Records, checks: PlanChecks, options: PlanSourceOptions) {
    this.#records = records;
    this.#checks = checks;
    this.#options = options;
  }

  /** Never rejects. Callers share what was found, never the search: each asks the store for itself. */
  async find(trigger: string): Promise<Published> {
    const known = this.#memory.get(trigger);
    if (known && this.#ageOf(known) < this.#options.pointerCacheMs) return known.published;
    // On Workers a request that is given up takes its reads and timers with it: whoever waited for them would wait
    // for ever.
    return this.#look(trigger);
  }

  /** A clock that was set back makes everything old. */
  #ageOf(known: Memory): number {
    const age = this.#options.now() - known.checkedAt;
    return age < 0 ? Infinity : age;
  }

  async #look(trigger: string): Promise<Published> {
    try {
      const state = await this.#read(trigger);
      this.#remember(trigger, state);
      return state.published;
    } catch (error) {
      return this.#fallBack(trigger, asFault(error));
    }
  }

  /** The state of the store. Throws when it cannot be had or is not believed. */
  async #read(trigger: string): Promise<Omit<Memory, "checkedAt">> {
    const found = await readPointer(this.#records, trigger, this.#options.pointerCacheMs);
    const known = this.#memory.get(trigger);
    if (!found) return this.#absence(trigger, known);
    const { text } = found;
    if (known?.text === text) return known;
    const pointer = await this.#authentic(found);
    if (known && pointer.revision < known.revision) {
      throw new SluiceError(
        "plan_invalid",
        `revision ${pointer.revision} is older than ${known.revision}, seen before`,
      );
    }
    const { planHash: hash, revision, disabled } = pointer;
    if (hash === "" || disabled) return { published: { kind: "none" }, revision, text };
    const before = known?.published;
    if (before?.kind === "plan" && before.plan.hash === hash) return { published: before, revision, text };
    const plan = { trigger, hash, json: await this.#planJson(hash) };
    await this.#checks.checkPlan(plan);
    return { published: { kind: "plan", plan }, revision, text };
  }

  #absence(trigger: string, known: Memory | undefined): Omit<Memory, "checkedAt"> {
    if (known && known.revision > 0) throw new SluiceError("store_unavailable", "the pointer seen before is gone");
    if (this.#options.expect.has(trigger))
      throw new SluiceError("store_unavailable", "nothing is published, and expect names it");
    return absent;
  }

  async #authentic({ pointer }: FoundPointer): Promise<Pointer> {
    if (pointer && (await this.#checks.isAuthentic(pointer))) return pointer;
    throw new SluiceError("plan_invalid", "what is published is signed by none of secretKeys");
  }

  async #planJson(hash: string): Promise<string> {
    const json = await readPlanJson(this.#records, hash);
    if (json === null) throw new SluiceError("store_unavailable", `plan ${hash} is not in the store`);
    return json;
  }

  /** Answers that overtook each other must not bring back what an earlier one replaced. */
  #remember(trigger: string, state: Omit<Memory, "checkedAt">): void {
    const known = this.#memory.get(trigger);
    const newest = known && known.revision > state.revision ? known : state;
    this.#memory.set(trigger, { ...newest, checkedAt: this.#options.now() });
  }

  #fallBack(trigger: string, error: SluiceError): Published {
    const known = this.#memory.get(trigger);
    if (!known || known.revision === 0) return { kind: "fault", error };
    this.#memory.set(trigger, { ...known, checkedAt: this.#options.now() });
    this.#options.report(error, trigger);
    return known.published;
  }
}

/** What went wrong as one of the two codes that an outcome can carry, with the cause's own words. */
function asFault(error: unknown): SluiceError {
  if (error instanceof SluiceError && ["plan_invalid", "store_unavailable", "engine_crash"].includes(error.code)) {
    return error;
  }
  const words = error instanceof Error ? error.message : String(error);
  const notBelieved = error instanceof SluiceError || error instanceof DamagedRecordError;
  return new SluiceError(notBelieved ? "plan_invalid" : "store_unavailable", words, { cause: error });
}
