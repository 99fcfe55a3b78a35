import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseEnv } from "node:util";
import { StartFault } from "./fault.mjs";

/** Tokens of the local worker. */
const tokens = ["SLUICE_ADMIN_TOKEN", "SLUICE_TRIGGER_TOKEN", "SLUICE_READ_TOKEN", "CRON_SECRET"];

/** What this program needs of its secrets. */
const names = ["SLUICE_TRIGGER_TOKEN", "SLUICE_READ_TOKEN", "SLUICE_SECRET_KEYS"];

/** Reads the worker's secrets from `file`, which is written first when there is none. Nobody else may read it. */
export function readOrWriteSecrets(file) {
  const written = !existsSync(file);
  if (written) write(file);
  const found = parseEnv(readFileSync(file, "utf8"));
  const missing = names.filter((name) => !found[name]);
  if (missing.length > 0) {
    throw new StartFault(
      `${file} has no ${missing.join(" and no ")}`,
      "Add it, or delete the file to have a new one written.",
    );
  }
  return {
    written,
    // Either token of a rotation will do.
    triggerToken: found.SLUICE_TRIGGER_TOKEN.split(",", 1)[0].trim(),
    readToken: found.SLUICE_READ_TOKEN.split(",", 1)[0].trim(),
    keys: found.SLUICE_SECRET_KEYS.split(",").map((item) => {
      const [id, key = ""] = item.trim().split(":");
      return { id, key };
    }),
  };
}

function write(file) {
  const lines = [
    "# Written by npm start: tokens and key of the local worker. Not for any other.",
    ...tokens.map((name) => `${name}="${randomBytes(32).toString("base64url")}"`),
    `SLUICE_SECRET_KEYS="local-${randomBytes(4).toString("hex")}:${randomBytes(32).toString("base64")}"`,
  ];
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600, flag: "wx" });
}
