import { describe, expect, test, vi } from "vitest";
import { DamagedRecordError } from "../../../bindings/js/records.ts";
import { denoKvStore, type DenoKv } from "../../../bindings/js/stores/deno-kv.ts";

// tests/deno holds the store to the contract in Deno itself. Here are the faults that a real database does not have.

type Entry = Awaited<ReturnType<DenoKv["get"]>>;

const entry = (value: unknown, versionstamp: string | null = "1"): Entry => ({ key: [], value, versionstamp });

/** A database that answers what a test gives it. */
function scripted(answers: { heads: unknown[]; pieces?: unknown[]; commits?: (boolean | Error)[] }) {
  const { heads, pieces = [], commits = [] } = answers;
  let reads = 0;
  const deleted: string[] = [];
  const next = (): Entry => entry(heads[Math.min(reads, heads.length - 1)], String(reads++));
  const atomic: ReturnType<DenoKv["atomic"]> = {
    check: () => atomic,
    set: () => atomic,
    delete: (key) => (deleted.push(key.join("/")), atomic),
    commit: vi.fn(async () => {
      const result = commits.shift() ?? true;
      if (result instanceof Error) throw result;
      return { ok: result };
    }),
  };
  const kv: DenoKv = {
    get: async () => next(),
    getMany: async (keys) => keys.map((_, n) => entry(pieces[n] ?? null)),
    list: async function* () {
      yield { ...next(), key: ["sluice", "value", "a"] };
    },
    atomic: () => atomic,
  };
  return { store: denoKvStore(kv), atomic, deleted };
}

const longText = "x".repeat(1_000_000);

test.each(["text", 1, ["a"]])("%j under a name is no value of the store", async (value) => {
  const { store } = scripted({ heads: [value] });
  await expect(store.get("a")).rejects.toThrow(DamagedRecordError);
  await expect(store.put("a", "1")).rejects.toThrow(DamagedRecordError);
  await expect(store.list()).rejects.toThrow(DamagedRecordError);
});

describe("a piece that is missing", () => {
  const head = { pieces: { id: "i", count: 1 } };

  test("is looked for again when the head has changed meanwhile", async () => {
    const { store } = scripted({ heads: [head, { text: "new" }] });
    expect(await store.get("a")).toBe("new");
  });

  test("is damage when the head is the same", async () => {
    const kv = scripted({ heads: [head] });
    const unchanged: DenoKv = {
      get: async () => entry(head, "1"),
      getMany: async () => [entry(null)],
      list: async function* () {},
      atomic: () => kv.atomic,
    };
    await expect(denoKvStore(unchanged).get("a")).rejects.toThrow(DamagedRecordError);
  });
});

describe("a long value", () => {
  test("that cannot be finished takes its first pieces back", async () => {
    const { store, deleted } = scripted({ heads: [null], commits: [true, new Error("down")] });
    await expect(store.put("a", longText)).rejects.toThrow("down");
    expect(deleted.map((key) => key.slice(-4))).toEqual(["0000", "0001", "0002", "0003", "0004", "0005", "0006"]);
  });

  test("that came too late takes them back too, and is written again", async () => {
    const { store, atomic, deleted } = scripted({ heads: [null], commits: [true, false] });
    await store.put("a", longText);
    expect(deleted).toHaveLength(7);
    expect(atomic.commit).toHaveBeenCalledTimes(5);
  });
});

test("a count that came too late is counted again", async () => {
  const { store } = scripted({ heads: [{ text: "1" }, { text: "5" }], commits: [false, true] });
  expect(await store.increment?.("a", 1)).toBe(6);
});
