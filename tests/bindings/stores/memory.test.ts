import { expect, test, vi } from "vitest";
import { memoryStore } from "../../../bindings/js/stores/memory.ts";
import { defineStoreContract } from "./contract.ts";

defineStoreContract("memoryStore", () => {
  let now = 1_700_000_000_000;
  return { store: memoryStore({ now: () => now }), pass: (ms) => void (now += ms) };
});

test("it lets go of counts that have expired and are never asked for again", async () => {
  let now = 0;
  const store = memoryStore({ now: () => now });
  for (let n = 0; n < 999; n++) await store.increment(`rate:${n}`, 1, { ttlMs: 1 });
  now = 1;
  const deletions = vi.spyOn(Map.prototype, "delete");
  await store.increment("rate:999", 1, { ttlMs: 1 });
  const count = deletions.mock.calls.length;
  deletions.mockRestore();
  expect(count).toBeGreaterThanOrEqual(999);
});
