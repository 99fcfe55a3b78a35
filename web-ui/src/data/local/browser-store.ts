import { memoryStore, type KeyValueStore } from "sluice";
import { indexedDbStore } from "sluice/stores/indexed-db";

import { ServiceError } from "../service-error.ts";

/** Where the playground keeps everything. */
export interface OpenedStore {
  readonly store: KeyValueStore;
  /** "memory": the browser gives no IndexedDB here, as some do in private windows. All is gone with the tab. */
  readonly keptIn: "browser" | "memory";
}

const databaseName = "sluice-playground";

/** Opens IndexedDB, or memory where a read shows that there is none to be had. */
export async function openStore(): Promise<OpenedStore> {
  try {
    const store = indexedDbStore({ name: databaseName });
    await store.get("probe");
    return { store, keptIn: "browser" };
  } catch {
    return { store: memoryStore(), keptIn: "memory" };
  }
}

/** The same error, unless a full disk is what made the store fail: then one that says so. */
export function storageFault(error: unknown): unknown {
  for (let cause = error; cause instanceof Error || cause instanceof DOMException; cause = (cause as Error).cause) {
    if (cause.name === "QuotaExceededError") return new ServiceError("storage_full", cause.message, { cause: error });
  }
  return error;
}
