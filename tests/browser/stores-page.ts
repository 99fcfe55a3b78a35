import { indexedDbStore } from "../../bindings/js/stores/indexed-db.ts";
import { runCases, type CaseFaults } from "../bindings/stores/run-cases.ts";

/** For the test that drives the browser. */
Object.assign(globalThis, { runStores, keepOne, readOne, failures });

let databases = 0;

function runStores(): Promise<CaseFaults> {
  return runCases(async () => {
    let now = 1_700_000_000_000;
    const store = indexedDbStore({ name: `contract-${databases++}`, now: () => now });
    return { store, pass: (ms) => void (now += ms) };
  });
}

async function keepOne(): Promise<void> {
  const store = indexedDbStore();
  await store.put("kept", "1");
  await store.close();
}

function readOne(): Promise<string | null> {
  return indexedDbStore().get("kept");
}

/** What calls reject with when the database goes away, or holds what this program cannot read. */
async function failures(): Promise<Record<string, string | null>> {
  const newer = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open("newer", 2);
    request.onsuccess = () => resolve(request.result);
  });
  newer.close();
  const text = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.name : `no Error: ${String(error)}`),
    );
  const swept = indexedDbStore({ name: "swept", now: () => 0 });
  await swept.put("a", "1", { ttlMs: 1 });
  const later = indexedDbStore({ name: "swept", now: () => 1 });
  await later.put("b", "1", { ttlMs: 1 });
  const back = indexedDbStore({ name: "swept", now: () => 0 });
  return {
    newer: await text(indexedDbStore({ name: "newer" }).get("a")),
    unclonable: await text(swept.put("c", "1", { metadata: (() => 1) as never })),
    afterwards: await text(swept.put("c", "1")),
    names: (await back.list()).keys.map(({ name }) => name).join(),
  };
}
