import { lowerCase } from "../host-names.ts";
import type { JsonObject } from "../json.ts";
import type { PlainSecret } from "../options.ts";
import { EffectError } from "./effect.ts";

/** A secret as the core takes it: null if there is none, in clear for this execution, or sealed. */
export type SecretReply =
  null | { readonly plain: string; readonly hosts?: readonly string[] } | { readonly record: JsonObject };

/** Finds a secret by name. Rejects with an EffectError. */
export type SecretSource = (name: string) => Promise<SecretReply>;

/** What a script is given in place of a secret's value that nobody may see; the masks know it by the same name. */
export function standInFor(name: string): string {
  return `stand-in for ${name}`;
}

/** The secrets a caller of `execute` hands in. */
export function plainSecrets(secrets: Readonly<Record<string, PlainSecret>>): SecretSource {
  return async (name) => {
    const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    if (secret === undefined) return null;
    if (typeof secret === "string") return { plain: secret };
    return { plain: secret.value, ...(secret.hosts && { hosts: lowerCase(secret.hosts) }) };
  };
}

/** Sealed secrets as `read` finds them; only the core can open them. `report` learns why the store failed. */
export function storedSecrets(
  read: (name: string) => Promise<JsonObject | null>,
  report: (cause: unknown) => void,
): SecretSource {
  return async (name) => {
    try {
      const record = await read(name);
      return record && { record };
    } catch (error) {
      report(error);
      throw new EffectError("store_unavailable", `secret ${name} could not be read from the store`, { cause: error });
    }
  };
}
