import { SluiceError, type FetchMock, type KeyValueStore, type SecretKey } from "sluice";
import { fetchMocks } from "sluice/forms";

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

/** Rejects with `invalid_options` for mocks of another form: files and links hold what somebody has put there. */
export async function writeMocks(store: KeyValueStore, mocks: readonly FetchMock[]): Promise<void> {
  const issue = fetchMocks.safeParse(mocks).error?.issues[0];
  if (issue) throw new SluiceError("invalid_options", `${["mocks", ...issue.path].join(".")} ${issue.message}`);
  await store.put(mocksKey, JSON.stringify(mocks));
}

/** Deletes everything, Sluice's own records and those of the playground, page by page. */
export async function deleteAll(store: KeyValueStore): Promise<void> {
  for (const prefix of ["sluice:", "playground:"]) {
    for (let isMore = true; isMore;) {
      const { keys, cursor } = await store.list({ prefix });
      for (const { name } of keys) await store.delete(name);
      isMore = cursor !== undefined;
    }
  }
}
