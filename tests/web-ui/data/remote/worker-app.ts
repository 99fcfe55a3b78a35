import type { KeyValueStore } from "sluice";

import { createApp } from "../../../../edge-worker/src/app.ts";
import { openOnce, serviceOn } from "../../../../edge-worker/src/service.ts";

export const adminToken = "admin-token-of-the-worker-under-test";
export const readToken = "read-token-of-the-worker-under-test";

const settings = {
  SLUICE_ADMIN_TOKEN: adminToken,
  SLUICE_READ_TOKEN: readToken,
  SLUICE_SECRET_KEYS: "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
  SLUICE_RATE_LIMIT: "0",
};

/** The worker's app over a store, asked without a network. What runs after an answer has ended when it is given. */
export function workerApp(
  store: KeyValueStore,
  changes: Readonly<Record<string, string>> = {},
): (request: Request) => Promise<Response> {
  const open = openOnce(serviceOn(() => store));
  const app = createApp({ open, clientAddress: () => undefined, asset: () => undefined });
  return async (request) => {
    const pending: Promise<unknown>[] = [];
    const waitUntil = (work: Promise<unknown>): void => void pending.push(work);
    const context = { waitUntil, passThroughOnException: () => undefined, props: {} };
    const response = await app.fetch(request, { ...settings, ...changes }, context);
    await Promise.all(pending);
    return response;
  };
}
