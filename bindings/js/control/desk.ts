import { SluiceError } from "../errors.ts";
import type { EngineInstance } from "../engine-instance.ts";
import type { Clock } from "../options.ts";
import { Records } from "../records.ts";
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
