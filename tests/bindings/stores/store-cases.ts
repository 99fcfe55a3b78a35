import type { KeyValueStore, ListOptions } from "../../../bindings/js/stores/store.ts";
import { same, type ContractCase } from "./contract-case.ts";

const values: readonly [what: string, value: string][] = [
  ["an empty text", ""],
  ["a number's text", "123"],
  ["null's text", "null"],
  ["JSON", '{"a":1}'],
  ["characters of two to four bytes", "ä€\u{1f600}"],
  ["a NUL", "a\u0000b\u0001c"],
  ["what looks like an escaped NUL", "\u0001\u00010\u0000"],
  ["a line feed", "line\nline"],
  ["a megabyte", 'ä\u{1f600}"\\'.repeat(125_000)],
];

async function names(store: KeyValueStore, options?: ListOptions): Promise<string[]> {
  return (await store.list(options)).keys.map((key) => key.name);
}

async function allNames(store: KeyValueStore, options: ListOptions): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ ...options, ...(cursor !== undefined && { cursor }) });
    same(page.keys.length <= (options.limit ?? 1_000), true);
    seen.push(...page.keys.map((key) => key.name));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return seen;
}

/** What every store has to do beside keeping traces. */
export const storeCases: readonly ContractCase[] = [
  {
    name: "gives back what was put, and null for what was not",
    async run({ store }) {
      await store.put("a", "1");
      same(await store.get("a"), "1");
      same(await store.get("b"), null);
    },
  },
  {
    name: "replaces a value that is put again, with all that was beside it",
    async run({ store }) {
      await store.put("a", "1", { metadata: { n: 1 } });
      await store.put("a", "2");
      same(await store.get("a"), "2");
      same((await store.list()).keys, [{ name: "a" }]);
    },
  },
  ...values.map(([what, value]): ContractCase => ({
    name: `keeps ${what} as it is`,
    async run({ store }) {
      await store.put("a", value);
      same(await store.get("a"), value);
      await store.put("a", value);
      same(await store.get("a"), value);
      if (!store.cas) return;
      same(await store.cas("a", `${value}.`, "other"), false);
      same(await store.cas("a", value, "other"), true);
      same(await store.get("a"), "other");
    },
  })),
  {
    name: "keeps keys apart that look alike",
    async run({ store }) {
      const odd = ["__proto__", "ns:__proto__:a", "ns:constructor:a", "a%b", "a_b", "a*b", "a'b", 'a"b', "ä"];
      const keys = ["a:b", "a/b", "a:b:", "A:B", "a:b?c=1", "a b", ...odd];
      for (const key of keys) await store.put(key, key);
      for (const key of keys) same(await store.get(key), key);
      same((await names(store)).sort(), [...keys].sort());
    },
  },
  {
    name: "takes keys of 512 bytes",
    async run({ store }) {
      const key = `k:${"x".repeat(510)}`;
      await store.put(key, "1");
      same(await store.get(key), "1");
      same(await names(store, { prefix: key.slice(0, 500) }), [key]);
    },
  },
  {
    name: "forgets what is deleted, and does not mind deleting nothing",
    async run({ store }) {
      await store.put("a", "1".repeat(200_000));
      await store.delete("a");
      await store.delete("a");
      same(await store.get("a"), null);
      same(await names(store), []);
    },
  },
  {
    name: "lists the keys of a prefix in the order of their bytes",
    async run({ store }) {
      for (const key of ["p:b", "p:a", "q:a", "p", "p:B", "p:10", "p:9", "p;"]) await store.put(key, "");
      same(await names(store, { prefix: "p:" }), ["p:10", "p:9", "p:B", "p:a", "p:b"]);
    },
  },
  {
    name: "takes a prefix by its letter",
    async run({ store }) {
      for (const key of ["a%b", "a_b", "axb", "a*b", "a[b", "A%b"]) await store.put(key, "");
      for (const prefix of ["a%", "a_", "a*", "a["]) same(await names(store, { prefix }), [`${prefix}b`]);
    },
  },
  {
    name: "lists in pages that together hold every key once",
    async run({ store }) {
      const keys = Array.from({ length: 7 }, (_, n) => `k${n}`);
      for (const key of [...keys, "l"]) await store.put(key, "");
      for (const limit of [1, 3, 7, 8]) same(await allNames(store, { prefix: "k", limit }), keys);
    },
  },
  {
    name: "goes on behind the last key of a page whose keys were deleted",
    async run({ store }) {
      for (const key of ["k1", "k2", "k3", "k4"]) await store.put(key, "");
      const { cursor = "" } = await store.list({ prefix: "k", limit: 2 });
      await store.delete("k2");
      await store.delete("k1");
      await store.put("k0", "");
      same(await names(store, { prefix: "k", cursor }), ["k3", "k4"]);
    },
  },
  {
    name: "lists a thousand keys at once and no more",
    async run({ store }) {
      const keys = Array.from({ length: 1_001 }, (_, n) => `k${String(n).padStart(4, "0")}`);
      for (let n = 0; n < keys.length; n += 50) {
        await Promise.all(keys.slice(n, n + 50).map((key) => store.put(key, "")));
      }
      same((await store.list()).keys.length, 1_000);
      same((await store.list()).cursor !== undefined, true);
      same(await allNames(store, { limit: 1_000 }), keys);
    },
  },
  {
    name: "answers metadata with the list, if it says so",
    async run({ store }) {
      const full = { text: "x".repeat(1_024 - '{"text":""}'.length) };
      await store.put("a", "1", { metadata: { n: 1 } });
      await store.put("b", "1");
      await store.put("c", "1", { metadata: full });
      const known = store.capabilities.metadata;
      same((await store.list()).keys, [
        { name: "a", ...(known && { metadata: { n: 1 } }) },
        { name: "b" },
        { name: "c", ...(known && { metadata: full }) },
      ]);
    },
  },
  {
    name: "lets values expire, if it says so",
    needsClock: true,
    async run({ store, pass }) {
      await store.put("short", "1".repeat(100_000), { ttlMs: 60_000 });
      await store.put("long", "1");
      await store.put("kept", "1", { ttlMs: 60_000 });
      await store.put("kept", "2");
      await pass(59_000);
      same(await store.get("short"), "1".repeat(100_000));
      await pass(1_000);
      same(await store.get("short"), store.capabilities.ttl ? null : "1".repeat(100_000));
      same(await names(store), store.capabilities.ttl ? ["kept", "long"] : ["kept", "long", "short"]);
    },
  },
  {
    name: "compares and sets, if it says so",
    async run({ store }) {
      same(store.cas !== undefined, store.capabilities.cas);
      if (!store.cas) return;
      same(await store.cas("a", null, "1", { metadata: { n: 1 } }), true);
      same(await store.cas("a", null, "2"), false);
      same(await store.cas("a", "0", "2"), false);
      same(await store.cas("b", "0", "2"), false);
      same(await store.get("b"), null);
      same((await store.list()).keys, [{ name: "a", ...(store.capabilities.metadata && { metadata: { n: 1 } }) }]);
      same(await store.cas("a", "1", "2"), true);
      same(await store.get("a"), "2");
      same((await store.list()).keys, [{ name: "a" }]);
    },
  },
  {
    name: "lets one of several win who compare and set at the same time",
    async run({ store }) {
      if (!store.cas) return;
      const { cas } = { cas: store.cas.bind(store) };
      const attempt = (before: string | null) =>
        Promise.all(Array.from({ length: 8 }, (_, n) => cas("a", before, `${before}${n}`)));
      const won = (results: boolean[]): number => results.filter(Boolean).length;
      same(won(await attempt(null)), 1);
      same(won(await attempt(await store.get("a"))), 1);
    },
  },
  {
    name: "takes what has expired for absent when it compares",
    needsClock: true,
    async run({ store, pass }) {
      if (!store.cas || !store.capabilities.ttl) return;
      same(await store.cas("a", null, "1", { ttlMs: 60_000 }), true);
      await pass(60_000);
      same(await store.cas("a", "1", "2"), false);
      same(await store.get("a"), null);
      same(await store.cas("a", null, "2"), true);
      await pass(60_000);
      same(await store.get("a"), "2");
    },
  },
  {
    name: "counts atomically, if it says so",
    async run({ store }) {
      same(store.increment !== undefined, store.capabilities.increment);
      if (!store.increment) return;
      const { increment } = { increment: store.increment.bind(store) };
      const counts = await Promise.all(Array.from({ length: 10 }, () => increment("a", 1)));
      same(
        counts.sort((a, b) => a - b),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      );
      same(await increment("a", 5), 15);
      same(await increment("a", -20), -5);
      same(await increment("ä b:\u{1f600}", 2), 2);
      same(await names(store), ["a", "ä b:\u{1f600}"]);
    },
  },
  {
    name: "begins a count anew when its time is over, which further counting does not put off",
    needsClock: true,
    async run({ store, pass }) {
      if (!store.increment) return;
      same(await store.increment("a", 1, { ttlMs: 60_000 }), 1);
      await pass(59_000);
      same(await store.increment("a", 1, { ttlMs: 60_000 }), 2);
      await pass(1_000);
      same(await store.increment("a", 1, { ttlMs: 60_000 }), 1);
      await pass(59_000);
      same(await store.increment("a", 1, { ttlMs: 60_000 }), 2);
    },
  },
];
