import { memoryStore, SluiceError, type KeyValueStore } from "sluice";
import { indexedDbStore } from "sluice/stores/indexed-db";

import { ServiceError } from "../service-error.ts";

/** Where the playground keeps everything. */
export interface OpenedStore {
  readonly store: KeyValueStore;
  /** "memory": the browser gives no IndexedDB here, as some do in private windows. All is gone with the tab. */
  readonly keptIn: "browser" | "memory";
}

export const databaseName = "sluice-playground";

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

/** The same error, unless it is a full disk that made the store fail: then one that says so. */
export function storageFault(error: unknown): unknown {
  if (!(error instanceof SluiceError) || error.code !== "store_unavailable") return error;
  for (let cause: unknown = error; cause instanceof Error || cause instanceof DOMException; cause = cause.cause) {
    if (cause.name === "QuotaExceededError") return new ServiceError("storage_full", error.message);
  }
  return error;
}
