import { sensitiveKeys } from "./generated/tables.ts";

const keys: ReadonlySet<string> = new Set(sensitiveKeys);

/** Whether a value under `key` is a secret by its name, as the catalog says. */
export function isSensitiveKey(key: string): boolean {
  return keys.has(key.toLowerCase().replaceAll(/[-_]/g, ""));
}
