import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import * as z from "zod/mini";

import { Fault } from "../command.ts";

const trigger = z.strictObject({
  sample: z.optional(z.record(z.string(), z.json())),
  userId: z.optional(z.string()),
  requestIp: z.optional(z.string()),
});

const form = z.strictObject({
  server: z.optional(z.url({ protocol: /^https?$/ })),
  actor: z.optional(z.string()),
  triggers: z.optional(z.record(z.string(), trigger)),
});

/** What sluice.json says. */
export type FolderSettings = z.infer<typeof form>;

/** Reads sluice.json; a folder can do without. Throws a Fault that names what is wrong in it. */
export function readSettings(root: string): FolderSettings {
  const path = join(root, "sluice.json");
  if (!existsSync(path)) return {};
  try {
    return form.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const issue = error instanceof z.core.$ZodError ? error.issues[0] : undefined;
    const where = issue && issue.path.length > 0 ? ` at ${issue.path.join(".")}` : "";
    const fault = issue?.message ?? (error instanceof Error ? error.message : String(error));
    throw new Fault(`sluice.json is not as it has to be${where}: ${fault}. It has server, actor and triggers.`);
  }
}

/** The environment, and below it what `.env` of the folder says. */
export function environmentOf(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const path = join(root, ".env");
  return existsSync(path) ? { ...parseEnv(readFileSync(path, "utf8")), ...env } : env;
}

/** Variables whose names begin with `prefix`, without it. */
export function variablesOf(env: Readonly<Record<string, string | undefined>>, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith(prefix) && name.length > prefix.length && value !== undefined
        ? [[name.slice(prefix.length), value]]
        : [],
    ),
  );
}

/** The values that scripts find: SLUICE_SECRET_NAME, but for the keys of a worker, whose variable is named alike. */
export function secretValuesOf(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const { KEYS: _, ...secrets } = variablesOf(env, "SLUICE_SECRET_");
  return secrets;
}
