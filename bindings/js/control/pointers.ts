import { check, invalid, notFound } from "../check-options.ts";
import { SluiceError } from "../errors.ts";
import { isAuthentic } from "../plan-checks.ts";
import { pointerKey, readPointer, type FoundPointer, type Pointer } from "../pointer-records.ts";
import type { PointerOptions, Publication } from "./api-pipelines.ts";
import { triggerName } from "./arguments.ts";
import { replaceRecord, requireSeen, type Desk } from "./desk.ts";
import { signature } from "./version-records.ts";

/** What a trigger is pointed to: a version, or nothing. Version numbers are 0 for none. */
export interface Target {
  readonly planHash: string;
  readonly version: number;
  readonly previous: number;
  readonly latest: number;
  readonly publishedAt: number;
  readonly disabled: boolean;
}

/** A pointer as it was found, and the next one's revision. */
export interface Turn {
  readonly trigger: string;
  readonly found: FoundPointer | null;
  /** Undefined for a pointer that is not there, damaged or forged. */
  readonly pointer: Pointer | undefined;
  readonly revision: number;
}

/** Reads a pointer that is going to be moved. Rejects with `conflict` when the caller has seen another. */
export async function beginTurn(desk: Desk, trigger: string, { revision: seen }: PointerOptions): Promise<Turn> {
  check(triggerName, trigger, "trigger");
  requireSigning(desk);
  const found = await readPointer(desk.records, trigger);
  requireSeen("revision", `What ${trigger} runs`, seen, found?.pointer?.revision ?? 0);
  const pointer = found?.pointer && (await isAuthentic(found.pointer, desk)) ? found.pointer : undefined;
  // Never lower than the time: engines that have seen a pointer which was lost since would refuse a count that begins
  // again. Nor does one that is not believed say where to go on.
  const revision = Math.max(pointer ? pointer.revision + 1 : 1, desk.now());
  return { trigger, found, pointer, revision };
}

/** Moves the pointer. Rejects with `conflict` when somebody else was faster. */
export async function movePointer(
  desk: Desk,
  { trigger, found, revision }: Turn,
  { planHash, version, previous, latest, publishedAt, disabled }: Target,
  { note }: PointerOptions,
): Promise<Publication> {
  const fields = {
    trigger,
    revision,
    planHash,
    ...(version > 0 && { version }),
    ...(previous > 0 && { previous }),
    ...(latest > 0 && { latest }),
    publishedAt,
    ...(disabled && { disabled }),
  };
  const change = { changedAt: desk.now(), changedBy: desk.actor, ...(note !== undefined && { note }) };
  const pointer: Pointer = { ...fields, ...(await signature(desk, fields)), ...change };
  await replaceRecord(desk, pointerKey(desk.records, trigger), found?.text ?? null, pointer);
  return publicationOf(pointer);
}

export function publicationOf({ trigger, planHash, version = 0, revision, disabled }: Pointer): Publication {
  return { trigger, planHash, version, revision, enabled: !disabled };
}

/** The pointer of a turn that keeps its plan. Rejects when there is none, or none that can be believed. */
export function requirePublished({ trigger, found, pointer }: Turn): Pointer {
  if (pointer && pointer.planHash !== "") return pointer;
  if (!found || pointer) throw notFound("trigger", `has nothing published: ${trigger}`);
  throw new SluiceError("plan_invalid", `What is published for ${trigger} is not authentic; publish it again.`);
}

function requireSigning(desk: Desk): void {
  if (desk.signs || desk.records.store.capabilities.trusted) return;
  throw invalid("options.secretKeys", "must be given to publish to a store that others can write to");
}
