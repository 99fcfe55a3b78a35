import type { FetchMock } from "sluice";

import type { Mocks } from "../workspace.ts";

const key = "sluice:admin:mocks";

/** Mocks for dry runs, kept in this browser: a worker takes them with each dry run and keeps none. */
export function browserMocks(texts: Pick<Storage, "getItem" | "setItem"> | undefined = globalThis.localStorage): Mocks {
  // Kept here, too, for browsers that give no localStorage.
  let table = JSON.parse(texts?.getItem(key) ?? "[]") as readonly FetchMock[];
  return {
    list: async () => table,
    save: async (mocks) => {
      table = mocks;
      texts?.setItem(key, JSON.stringify(mocks));
    },
  };
}
