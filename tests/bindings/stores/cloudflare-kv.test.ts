import { describe, expect, test, vi } from "vitest";
import { cloudflareKvStore } from "../../../bindings/js/stores/cloudflare-kv.ts";
import { defineStoreContract } from "./contract.ts";
import { kvBinding } from "./kv-binding.ts";

defineStoreContract("cloudflareKvStore", () => {
  let now = 1_700_000_000_000;
  return { store: cloudflareKvStore(kvBinding(() => now)), pass: (ms) => void (now += ms) };
});

describe("what KV refuses is rounded to what it takes", () => {
  test.each([
    [1, 60],
    [60_000, 60],
    [60_001, 61],
    [2_592_000_000, 2_592_000],
  ])("a time to live of %i ms becomes %i s", async (ttlMs, expirationTtl) => {
    const kv = kvBinding(() => 0);
    const put = vi.spyOn(kv, "put");
    await cloudflareKvStore(kv).put("a", "1", { ttlMs });
    expect(put).toHaveBeenCalledExactlyOnceWith("a", "1", { expirationTtl });
  });

  test.each([
    [0, 30],
    [30_000, 30],
    [300_500, 300],
  ])("an age of %i ms becomes a cacheTtl of %i s", async (maxAgeMs, cacheTtl) => {
    const kv = kvBinding(() => 0);
    const get = vi.spyOn(kv, "get");
    await cloudflareKvStore(kv).get("a", { maxAgeMs });
    expect(get).toHaveBeenCalledExactlyOnceWith("a", { type: "text", cacheTtl });
  });
});

test("it claims neither compare-and-set nor strong consistency", () => {
  expect(cloudflareKvStore(kvBinding(() => 0)).capabilities).toMatchObject({
    cas: false,
    increment: false,
    consistency: "eventual",
    trusted: false,
  });
});
