import { Problem } from "../problems.ts";
import type { Holder, TokenVariable } from "../tokens.ts";

const names: Readonly<Record<TokenVariable, string>> = {
  SLUICE_ADMIN_TOKEN: "admin token",
  SLUICE_READ_TOKEN: "read token",
  SLUICE_WRITE_TOKEN: "write token",
  SLUICE_REPLAY_TOKEN: "replay token",
  SLUICE_TRIGGER_TOKEN: "trigger token",
  CRON_SECRET: "cron secret",
};

/** Who makes a change: the token, and before it whom its holder says to act for. Throws `invalid_header`. */
export function actorOf({ variable }: Holder, claimed: string | undefined): string {
  const token = names[variable];
  if (claimed === undefined) return token;
  if (/^[\x20-\x7e]{1,128}$/.test(claimed)) return `${claimed.trim()} (${token})`;
  throw Problem.http("invalid_header", {
    detail: "Sluice-Actor must be 1 to 128 characters of ASCII",
    field: "Sluice-Actor",
  });
}
