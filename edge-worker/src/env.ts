import type { KvBinding, SecretKey } from "sluice";

/** What the deployment gives the worker: bindings, secrets and variables. */
export interface Env {
  /** Where plans, scripts, secrets and traces are. */
  readonly KV: KvBinding;
  /** May run triggers. At least 32 characters; during a rotation two, separated by a comma. */
  readonly SLUICE_TRIGGER_TOKEN?: string;
  /** May read traces. The same form. */
  readonly SLUICE_READ_TOKEN?: string;
  /** `id:base64,id2:base64`, 32 bytes each. The first seals and signs, all open and verify. */
  readonly SLUICE_SECRET_KEYS?: string;
  /** Triggers that must have a pipeline, separated by commas: should the store lose its record, they are denied. */
  readonly SLUICE_EXPECT?: string;
  /** Kill switch: triggers, separated by commas, that are allowed without running anything. */
  readonly SLUICE_DISABLED?: string;
  /** Origins this worker answers at, as `https://login.example.com`, separated by commas; against endless loops. */
  readonly SLUICE_OWN_ORIGINS?: string;
  /** `SLUICE_ENV_NAME` is what `helpers.env("NAME")` answers; scripts can read nothing else of the environment. */
  readonly [setting: `SLUICE_ENV_${string}`]: string | undefined;
}

/** The items of a list separated by commas; none for an unset variable. */
export function listOf(text: string | undefined): string[] {
  return (text ?? "").split(",").map((item) => item.trim()).filter((item) => item !== "");
}

/** The keys of `id:base64,…`. Their form is for createEngine to judge. */
export function secretKeysOf(text: string | undefined): SecretKey[] {
  return listOf(text).map((item) => {
    const colon = item.indexOf(":");
    return { id: item.slice(0, Math.max(colon, 0)), key: item.slice(colon + 1) };
  });
}

const settingPrefix = "SLUICE_ENV_";

/** The settings that scripts may read, by the names they know them by. */
export function settingsOf(env: Env): Record<string, string> {
  const entries = Object.entries(env as unknown as Record<string, unknown>).flatMap(([name, value]) =>
    name.startsWith(settingPrefix) && typeof value === "string" ? [[name.slice(settingPrefix.length), value]] : [],
  );
  return Object.fromEntries(entries);
}
