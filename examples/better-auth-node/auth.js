import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { jwt } from "better-auth/plugins";
import { createControl, createEngine } from "sluice";
import { sluice } from "sluice/better-auth";
import { nodeSqliteStore } from "sluice/stores/node-sqlite";

import { publishPipelines } from "./pipelines.js";

/**
 * A login system in one folder: users in auth.db, pipelines and traces in sluice.db.
 *
 * @param {{ folder: string, baseURL: string, secret: string, secretKeys: { id: string, key: string }[] }} settings
 *   The first of `secretKeys` signs what is published. A worker on the same store has the same.
 */
export async function openAuth({ folder, baseURL, secret, secretKeys }) {
  mkdirSync(folder, { recursive: true });
  const store = nodeSqliteStore({ path: join(folder, "sluice.db") });
  const shared = { store, secretKeys, env: { ALLOWED_DOMAINS: "acme.example" } };
  const control = createControl({ ...shared, actor: "example" });
  await publishPipelines(control);

  const engine = await createEngine(shared);
  const options = {
    baseURL,
    secret,
    database: new DatabaseSync(join(folder, "auth.db")),
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true },
    plugins: [
      // Signed when asked for at /token, not at every read of a session.
      jwt({ disableSettingJwtHeader: true }),
      apiKey({ enableMetadata: true }),
      // Last: the hooks of the others have to be done when its hooks run.
      sluice({ engine, traces: control.traces }),
    ],
  };
  // First: better-auth looks at its tables when it starts.
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  return { auth: betterAuth(options), control, engine };
}
