import { isJsonObject, type JsonObject } from "./json.ts";
import { DamagedRecordError, type Records } from "./records.ts";

/** A secret. A deleted one stays as its version, so that a later value of the same name does not fall behind it. */
export interface SecretEnvelope {
  readonly version: number;
  readonly hosts: readonly string[];
  readonly updatedAt: number;
  readonly updatedBy: string;
  /** What the core sealed; null = deleted. */
  readonly record: JsonObject | null;
}

/** A secret's envelope, deleted or not, and the text it was read from; null if the name was never used. */
export async function readSecret(
  records: Records,
  name: string,
): Promise<{ envelope: SecretEnvelope; text: string } | null> {
  const key = records.key("secret", name);
  const found = await records.read<SecretEnvelope>(key);
  if (!found) return null;
  const { record: envelope, text } = found;
  const isWhole = envelope.record === null || isJsonObject(envelope.record);
  if (!isWhole || !Number.isSafeInteger(envelope.version)) throw new DamagedRecordError(key);
  return { envelope, text };
}
