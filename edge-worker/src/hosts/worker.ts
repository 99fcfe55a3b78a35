import { cloudflareKvStore, type KeyValueStore } from "sluice";
import { d1Store } from "sluice/stores/d1";

import type { Host } from "../app.ts";
import type { Env } from "../env.ts";
import { openOnce, serviceOn } from "../service.ts";

/** Cloudflare Workers: a store and the web UI's files from bindings. */
export function workerHost(): Host {
  return {
    open: openOnce(serviceOn(boundStore)),
    clientAddress: (request) => request.headers.get("CF-Connecting-IP") ?? undefined,
    asset: (request, { ASSETS }) => ASSETS?.fetch(request),
  };
}

function boundStore({ SLUICE_DB, KV }: Env): KeyValueStore {
  if (SLUICE_DB) return d1Store(SLUICE_DB);
  if (KV) return cloudflareKvStore(KV);
  throw new Error("No store is bound: neither the D1 database SLUICE_DB nor the namespace KV.");
}
