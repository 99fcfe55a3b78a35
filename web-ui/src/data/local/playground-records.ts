import type { FetchMock, KeyValueStore, SecretKey } from "sluice";

/** Keys of what the playground keeps beside what Sluice itself keeps under "sluice:". */
const keysKey = "playground:keys";
const mocksKey = "playground:mocks";

/** Keys for secrets, made once. Of several tabs that are first, one wins. */
export async function ownKeys(store: KeyValueStore): Promise<readonly SecretKey[]> {
  const found = await store.get(keysKey);
  if (found !== null) return JSON.parse(found) as SecretKey[];
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const keys = [{ id: "browser", key: btoa(String.fromCharCode(...bytes)) }];
  const isFirst = (await store.cas?.(keysKey, null, JSON.stringify(keys))) ?? false;
  return isFirst ? keys : ownKeys(store);
}

/** What services answer here: nothing is ever sent from the playground. */
export async function readMocks(store: KeyValueStore): Promise<FetchMock[]> {
  const found = await store.get(mocksKey);
  return found === null ? [] : (JSON.parse(found) as FetchMock[]);
}

export async function writeMocks(store: KeyValueStore, mocks: readonly FetchMock[]): Promise<void> {
  await store.put(mocksKey, JSON.stringify(mocks));
}

/** Deletes everything, page by page. */
export async function deleteAll(store: KeyValueStore): Promise<void> {
  for (;;) {
    const { keys, cursor } = await store.list();
    for (const { name } of keys) await store.delete(name);
    if (cursor === undefined) return;
  }
}
