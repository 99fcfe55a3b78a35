import { invalid } from "../check-options.ts";
import type { RunCasesOptions } from "../cases/run-cases.ts";
import type { Deployment } from "../deployment.ts";
import type { EngineInstance } from "../engine-instance.ts";
import { SluiceError } from "../errors.ts";
import type { Executor } from "../executor.ts";
import type { HookRegistry } from "../hook-registry.ts";
import type { FetchPolicy } from "../host/fetch-policy.ts";
import type { Clock } from "../options.ts";
import type { Records } from "../records.ts";
import { asSluiceError } from "../reporter.ts";

/** What every part of the control plane works with. */
export interface Desk {
  readonly records: Records;
  /** The core, which compiles, seals and signs. */
  readonly core: () => Promise<EngineInstance>;
  /** Whether there are keys to sign with. */
  readonly signs: boolean;
  readonly actor: string;
  readonly now: Clock;
  readonly hooks: HookRegistry;
  /** Runs dry runs, on the same core. */
  readonly executor: Executor;
  readonly deployment: Deployment;
  readonly fetchPolicy: FetchPolicy | undefined;
  /** What runs cases: engines of their own, as this deployment has them but without its store, secrets and settings. */
  readonly caseTools: Pick<RunCasesOptions, "createEngine" | "hooks" | "fetchPolicy">;
}

/** The answer of `work`; what is no SluiceError is a fault of the store. */
export async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asSluiceError(error, "store_unavailable");
  }
}

/** Writes over the record that was read as `before`. Rejects with `conflict` when somebody else was faster. */
export async function replaceRecord(desk: Desk, key: string, before: string | null, record: object): Promise<void> {
  if (await desk.records.replace(key, before, record)) return;
  throw new SluiceError("conflict", "Somebody else changed the record at the same time; read it again.");
}

/** Throws `conflict` when the caller made the change to another version than the one that was found. */
export function requireSeen(
  field: "version" | "revision" | "draft",
  what: string,
  seen: number | undefined,
  found: number,
): void {
  if (seen === undefined || seen === found) return;
  throw new SluiceError("conflict", `${what} is at ${field} ${found}, not ${seen}.`, { field });
}

/** Throws `invalid_options` while there are no keys to seal and sign with. */
export function requireKeys({ signs }: Desk): void {
  if (!signs) throw invalid("options.secretKeys", "must be given to seal and sign with");
}

/** What names something: its id, and a sentence without its end, as in "Script geo-block names". */
export interface User {
  readonly id: string;
  readonly uses: string;
}

/** The error for what cannot be deleted because of its users. */
export function stillInUse(what: string, users: readonly User[]): SluiceError {
  const problems = users.map(({ id, uses }) => ({ kind: "in_use", message: `${uses} ${what}.`, nodes: [id] }));
  const names = users.map(({ id }) => id).join(", ");
  return new SluiceError("conflict", `${what} is still in use by ${names}.`, { problems });
}
