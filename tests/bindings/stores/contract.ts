import { describe, expect, test } from "vitest";
import type { KeyValueStore } from "../../../bindings/js/stores/store.ts";

/** A fresh store, and a way to let time pass for it. */
export interface StoreUnderTest {
  readonly store: KeyValueStore;
  readonly pass: (ms: number) => void | Promise<void>;
}

/** What every store has to do: one suite for all of them. `open` answers an empty store each time. */
export function defineStoreContract(name: string, open: () => StoreUnderTest | Promise<StoreUnderTest>): void {
  const opened = async () => await open();
  const names = async (store: KeyValueStore, options?: Parameters<KeyValueStore["list"]>[0]): Promise<string[]> =>
    (await store.list(options)).keys.map((key) => key.name);

  describe(`${name} as a store`, () => {
    test("gives back what was put, and null for what was not", async () => {
      const { store } = await opened();
      await store.put("a", "1");
      expect(await store.get("a")).toBe("1");
      expect(await store.get("b")).toBeNull();
    });

    test("replaces a value that is put again", async () => {
      const { store } = await opened();
      await store.put("a", "1");
      await store.put("a", "2");
      expect(await store.get("a")).toBe("2");
    });

    test.each(["", "123", "null", '{"a":1}', "ä\u{1f600}", "\u0000", "line\nline"])(
      "keeps %j as it is",
      async (value) => {
        const { store } = await opened();
        await store.put("a", value);
        expect(await store.get("a")).toBe(value);
      },
    );

    test("keeps keys apart that look alike", async () => {
      const { store } = await opened();
      const keys = ["a:b", "a/b", "a:b:", "A:B", "a:b?c=1", "a b", "__proto__"];
      for (const key of keys) await store.put(key, key);
      for (const key of keys) expect(await store.get(key)).toBe(key);
      expect((await names(store)).sort()).toEqual([...keys].sort());
    });

    test("forgets what is deleted, and does not mind deleting nothing", async () => {
      const { store } = await opened();
      await store.put("a", "1");
      await store.delete("a");
      await store.delete("a");
      expect(await store.get("a")).toBeNull();
      expect(await names(store)).toEqual([]);
    });

    test("lists the keys of a prefix in the order of their bytes", async () => {
      const { store } = await opened();
      for (const key of ["p:b", "p:a", "q:a", "p", "p:B", "p:10", "p:9"]) await store.put(key, "");
      expect(await names(store, { prefix: "p:" })).toEqual(["p:10", "p:9", "p:B", "p:a", "p:b"]);
    });

    test("lists in pages that together hold every key once", async () => {
      const { store } = await opened();
      const keys = Array.from({ length: 7 }, (_, n) => `k${n}`);
      for (const key of keys) await store.put(key, "");
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({ prefix: "k", limit: 3, ...(cursor !== undefined && { cursor }) });
        expect(page.keys.length).toBeLessThanOrEqual(3);
        seen.push(...page.keys.map((key) => key.name));
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(keys);
    });

    test("answers metadata with the list, if it says so", async () => {
      const { store } = await opened();
      await store.put("a", "1", { metadata: { n: 1 } });
      await store.put("b", "1");
      const a = store.capabilities.metadata ? { name: "a", metadata: { n: 1 } } : { name: "a" };
      expect((await store.list()).keys).toEqual([a, { name: "b" }]);
    });

    test("lets values expire, if it says so", async () => {
      const { store, pass } = await opened();
      await store.put("short", "1", { ttlMs: 60_000 });
      await store.put("long", "1");
      await pass(59_000);
      expect(await store.get("short")).toBe("1");
      await pass(1_000);
      expect(await store.get("short")).toBe(store.capabilities.ttl ? null : "1");
      expect(await names(store)).toEqual(store.capabilities.ttl ? ["long"] : ["long", "short"]);
    });

    test("compares and sets, if it says so", async () => {
      const { store } = await opened();
      expect(store.cas !== undefined).toBe(store.capabilities.cas);
      if (!store.cas) return;
      expect(await store.cas("a", null, "1")).toBe(true);
      expect(await store.cas("a", null, "2")).toBe(false);
      expect(await store.cas("a", "0", "2")).toBe(false);
      expect(await store.cas("a", "1", "2")).toBe(true);
      expect(await store.get("a")).toBe("2");
    });

    test("counts atomically, if it says so", async () => {
      const { store, pass } = await opened();
      expect(store.increment !== undefined).toBe(store.capabilities.increment);
      if (!store.increment) return;
      const { increment } = { increment: store.increment.bind(store) };
      const counts = await Promise.all(Array.from({ length: 10 }, () => increment("a", 1, { ttlMs: 60_000 })));
      expect(counts.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(await increment("a", 5)).toBe(15);
      await pass(60_000);
      expect(await increment("a", 1)).toBe(1);
    });
  });
}
