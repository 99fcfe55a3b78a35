import type { SignedFields } from "./engine-instance.ts";
import { isJsonObject, parseJson } from "./json.ts";
import type { Records } from "./records.ts";

/** What a trigger runs. Unpublishing leaves a pointer without a plan, so that a lost record can be told from it. */
export interface Pointer {
  readonly trigger: string;
  /** "" = nothing is published. */
  readonly planHash: string;
  /** Grows with every change; engines refuse one that is lower than what they have seen. */
  readonly revision: number;
  /** Number of the version whose plan it is; absent after unpublishing. */
  readonly version?: number;
  /** The trigger is switched off: it runs nothing, and keeps its plan for when it is switched on again. */
  readonly disabled?: true;
  /** Key id and MAC over the namespace and `signedFields`; absent where only this program can write. */
  readonly kid?: string;
  readonly mac?: string;
  /** The version that ran before this one, which a rollback goes to; absent when there is none. */
  readonly previous?: number;
  /** The highest version number given out so far. */
  readonly latest?: number;
  /** When the plan became the trigger's, ms since the epoch: switching it off and on is no change of it. */
  readonly publishedAt?: number;
  readonly changedAt: number;
  readonly changedBy: string;
  readonly note?: string;
}

/** The members of a pointer, or of the version it points to, that are signed: what decides which plan runs, if any. */
export type Signable = Pick<Pointer, "trigger" | "planHash" | "revision" | "version" | "previous" | "disabled">;

/** What the MAC covers: the core knows a plan hash only, so that the other members are written behind it. */
export function signedFields({ trigger, planHash, revision, version, previous, disabled }: Signable): SignedFields {
  const state = [planHash];
  if (version) state.push(`version ${version}`);
  if (previous) state.push(`after ${previous}`);
  if (disabled) state.push("disabled");
  return { trigger, planHash: state.join(" "), revision };
}

export interface FoundPointer {
  readonly text: string;
  /** Undefined when the record is damaged. Its signature is not checked yet. */
  readonly pointer: Pointer | undefined;
}

export function pointerKey(records: Records, trigger: string): string {
  return records.key("pointer", trigger);
}

/** The pointer of a trigger; null if there never was one. */
export async function readPointer(records: Records, trigger: string, maxAgeMs?: number): Promise<FoundPointer | null> {
  const text = await records.store.get(pointerKey(records, trigger), maxAgeMs === undefined ? {} : { maxAgeMs });
  return text === null ? null : { text, pointer: parse(text, trigger) };
}

function parse(text: string, trigger: string): Pointer | undefined {
  const value = parseJson(text);
  if (!isJsonObject(value)) return undefined;
  const { planHash, revision, version, disabled } = value;
  const isWhole =
    value.trigger === trigger &&
    typeof planHash === "string" &&
    isCount(revision) &&
    (version === undefined || isCount(version)) &&
    (disabled === undefined || disabled === true);
  return isWhole ? (value as unknown as Pointer) : undefined;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
