import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { jwt } from "better-auth/plugins";
import { createControl, createEngine } from "sluice";
import { sluice } from "sluice/better-auth";
import { d1Store } from "sluice/stores/d1";

import { publishPipelines } from "./pipelines.js";

/**
 * A login system in one D1 database.
 *
 * @param {{ DB: D1Database, BASE_URL: string, BETTER_AUTH_SECRET: string, SLUICE_KEY: string }} env
 * @param {(work: Promise<unknown>) => void} waitUntil keeps the Worker alive for what runs after the answer
 */
export async function openAuth(env, waitUntil) {
  const store = d1Store(env.DB);
  const secretKeys = [{ id: "k1", key: env.SLUICE_KEY }];
  await publishPipelines(createControl({ store, secretKeys, actor: "example" }));

  const engine = await createEngine({ store, secretKeys });
  const options = {
    baseURL: env.BASE_URL,
    secret: env.BETTER_AUTH_SECRET,
    database: env.DB,
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true },
    advanced: {
      // Without it hooks that run after the answer are lost with the request.
      backgroundTasks: { handler: waitUntil },
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
    },
    plugins: [jwt({ disableSettingJwtHeader: true }), sluice({ engine })],
  };
  // First: better-auth looks at its tables when it starts.
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  return { auth: betterAuth(options), engine };
}
