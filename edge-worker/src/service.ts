import { cloudflareKvStore, createControl, createEngine, type Control, type Engine } from "sluice";

import { listOf, secretKeysOf, settingsOf, type Env } from "./env.ts";

/** What the routes work with. */
export interface Service {
  readonly engine: Engine;
  readonly traces: Control["traces"];
}

/** Rejects with a SluiceError when the environment's settings do not fit. */
export type OpenService = (env: Env) => Promise<Service>;

/** Makes the engine over the KV namespace. Reads and writes nothing yet. */
export async function openService(env: Env): Promise<Service> {
  const shared = { store: cloudflareKvStore(env.KV), secretKeys: secretKeysOf(env.SLUICE_SECRET_KEYS) };
  const engine = await createEngine({
    ...shared,
    env: settingsOf(env),
    expect: listOf(env.SLUICE_EXPECT),
    disabled: listOf(env.SLUICE_DISABLED),
    fetchPolicy: { ownOrigins: listOf(env.SLUICE_OWN_ORIGINS) },
  });
  return { engine, traces: createControl({ ...shared, actor: "edge-worker" }).traces };
}

/**
 * One service for all requests of an isolate, opened by the first. After a failure the next request tries again.
 * Opening does no I/O, so that it cannot end with the request that began it.
 */
export function openOnce(open: OpenService): OpenService {
  let opening: Promise<Service> | undefined;
  return (env) => {
    opening ??= open(env).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
}
