import { SluiceError } from "../errors.ts";
import { isAuthentic } from "../plan-checks.ts";
import { signedFields, type FoundPointer, type Pointer, type Signable } from "../pointer-records.ts";
import { DamagedRecordError, versionDigits } from "../records.ts";
import type { PipelineVersion } from "./api-pipelines.ts";
import type { Desk } from "./desk.ts";

/**
 * A version in the store. It is written before the pointer moves to it: one that broke off in between has a number that
 * no later version follows, and is no part of the history.
 */
export interface VersionRecord extends Omit<PipelineVersion, "changes"> {
  readonly trigger: string;
  /** Of the pointer that first pointed to it. */
  readonly revision: number;
  /** As the pointer's: whoever can write to the store must not choose what a rollback publishes. */
  readonly kid?: string;
  readonly mac?: string;
  /** The highest version that had been published; 0 = none. */
  readonly follows: number;
}

/** Looks for a free number: each that is taken belongs to a publish that broke off, or that is under way. */
const maxTries = 100;

/** Writes a version under the next free number. Rejects with `conflict` when there is none to be had. */
export async function writeVersion(
  desk: Desk,
  content: Omit<VersionRecord, "version" | "kid" | "mac">,
): Promise<VersionRecord> {
  const first = content.follows + 1;
  for (let version = first; version < first + maxTries; version++) {
    const record: VersionRecord = { ...content, version, ...(await signature(desk, { ...content, version })) };
    if (await desk.records.replace(versionKey(desk, content.trigger, version), null, record)) return record;
  }
  throw new SluiceError("conflict", `Many others are publishing for ${content.trigger}; try again.`);
}

/** Key id and MAC, where there are keys to sign with. */
export async function signature(desk: Desk, fields: Signable): Promise<Pick<Pointer, "kid" | "mac">> {
  return desk.signs ? (await desk.core()).sign(signedFields(fields)) : {};
}

export async function readVersion(desk: Desk, trigger: string, version: number): Promise<VersionRecord | null> {
  const key = versionKey(desk, trigger, version);
  const found = await desk.records.read<VersionRecord>(key);
  if (!found) return null;
  const { record } = found;
  if (record.trigger !== trigger || record.version !== version) throw new DamagedRecordError(key);
  return record;
}

/** A version that somebody with keys of this deployment has published. Rejects with `plan_invalid` for another. */
export async function readAuthenticVersion(
  desk: Desk,
  trigger: string,
  version: number,
): Promise<VersionRecord | null> {
  const record = await readVersion(desk, trigger, version);
  if (!record || (await isAuthentic(record, desk))) return record;
  throw new SluiceError("plan_invalid", `Version ${version} of ${trigger} is not signed by this deployment.`);
}

/** The highest number given out for a trigger: what its pointer says, if that can be believed, else what is there. */
export async function latestVersion(desk: Desk, trigger: string, found: FoundPointer | null): Promise<number> {
  const pointer = found?.pointer;
  if (pointer?.latest !== undefined && (await isAuthentic(pointer, desk))) return pointer.latest;
  const prefix = desk.records.key("pv", trigger, "");
  let latest = 0;
  for await (const name of desk.records.names(prefix)) latest = Number(name.slice(prefix.length));
  return latest;
}

function versionKey({ records }: Desk, trigger: string, version: number): string {
  return records.key("pv", trigger, versionDigits(version));
}
