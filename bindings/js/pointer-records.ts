import { isJsonObject, parseJson } from "./json.ts";
import type { Records } from "./records.ts";

/** What a trigger runs. Unpublishing leaves a pointer without a plan, so that a lost record can be told from it. */
export interface Pointer {
  readonly trigger: string;
  /** "" = nothing is published. */
  readonly planHash: string;
  /** Grows with every change; engines refuse one that is lower than what they have seen. */
  readonly revision: number;
  /** Key id and MAC over namespace, trigger, planHash and revision; absent where only this program can write. */
  readonly kid?: string;
  readonly mac?: string;
  readonly changedAt: number;
  readonly changedBy: string;
  readonly note?: string;
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
  const { planHash, revision } = value;
  const isWhole =
    value.trigger === trigger && typeof planHash === "string" && Number.isSafeInteger(revision) && Number(revision) > 0;
  return isWhole ? (value as unknown as Pointer) : undefined;
}
