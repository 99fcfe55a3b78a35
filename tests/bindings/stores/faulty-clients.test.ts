import { describe, expect, test } from "vitest";
import { Records } from "../../../bindings/js/records.ts";
import { cloudflareKvStore } from "../../../bindings/js/stores/cloudflare-kv.ts";
import { d1Store } from "../../../bindings/js/stores/d1.ts";
import { denoKvStore } from "../../../bindings/js/stores/deno-kv.ts";
import { libsqlStore } from "../../../bindings/js/stores/libsql.ts";
import { redisStore } from "../../../bindings/js/stores/redis.ts";
import type { KeyValueStore } from "../../../bindings/js/stores/store.ts";
import { traceStoreOf } from "../../../bindings/js/traces.ts";
import { fullTrace, sampleSpan, traceId } from "./sample-trace.ts";

/** A client each of whose calls does the same, but for the given ones; builders hand out the client itself. */
function clientThat(answer: () => unknown, builders: readonly string[] = [], given: object = {}): never {
  const client: object = new Proxy(given, {
    get: (_, name) => (builders.includes(String(name)) ? () => client : (Reflect.get(given, name) ?? answer)),
  });
  return client as never;
}

/** What a call does that answers not a promise but what can be gone through. */
const stream = (answer: () => unknown) => ({
  async *list() {
    yield* (await answer()) as Iterable<unknown>;
  },
});

const stores: readonly [string, (answer: () => unknown) => KeyValueStore][] = [
  ["cloudflareKvStore", (answer) => cloudflareKvStore(clientThat(answer))],
  ["d1Store", (answer) => d1Store(clientThat(answer, ["prepare", "bind"]))],
  ["libsqlStore", (answer) => libsqlStore(clientThat(answer))],
  ["redisStore", (answer) => redisStore(clientThat(answer))],
  ["denoKvStore", (answer) => denoKvStore(clientThat(answer, ["atomic", "check", "set", "delete"], stream(answer)))],
];

const calls: readonly [string, (store: KeyValueStore) => Promise<unknown> | undefined][] = [
  ["get", (store) => store.get("k")],
  ["put", (store) => store.put("k", "v", { ttlMs: 60_000, metadata: 1 })],
  ["delete", (store) => store.delete("k")],
  ["list", (store) => store.list({ prefix: "k" })],
  ["cas", (store) => store.cas?.("k", null, "v")],
  ["increment", (store) => store.increment?.("k", 1, { ttlMs: 60_000 })],
  ["saveTrace", (store) => traces(store).saveTrace(fullTrace(1))],
  ["createTrace", (store) => traces(store).createTrace(fullTrace(1))],
  ["createSpans", (store) => traces(store).createSpans(traceId(1), [sampleSpan(0)])],
  ["getTraceWithSpans", (store) => traces(store).getTraceWithSpans(traceId(1))],
  ["listTraces", (store) => traces(store).listTraces({})],
  ["cleanupOldTraces", (store) => traces(store).cleanupOldTraces(1)],
  ["eraseUser", (store) => traces(store).eraseUser("u")],
];

function traces(store: KeyValueStore) {
  return traceStoreOf(new Records(store, "ns"));
}

describe.each(stores)("%s", (_, storeOver) => {
  describe.each(calls)("%s", (name, call) => {
    const down = new Error("no route to the service");

    test.each<[string, () => unknown]>([
      ["rejects", () => Promise.reject(down)],
      [
        "throws",
        () => {
          throw down;
        },
      ],
    ])("rejects with the client's own error when that %s", async (_, answer) => {
      const store = storeOver(answer);
      const missing = (name === "cas" && !store.cas) || (name === "increment" && !store.increment);
      if (missing) return expect(call(store)).toBeUndefined();
      // Called outside of the expectation: a call that throws is no rejection.
      const promise = call(store);
      await expect(promise).rejects.toBe(down);
    });

    test.each([undefined, null, 7, "text", {}, [], [{}], { results: 7, rows: 7, keys: 7 }])(
      "neither hangs nor makes anything up when the client answers %j",
      async (garbage) => {
        const result = await call(storeOver(async () => garbage))?.catch((error: unknown) => error);
        if (result instanceof Error) return;
        if (name === "get") expect([null, "text", garbage]).toContainEqual(result);
        if (name === "getTraceWithSpans") expect(result).toBeNull();
        if (name === "list") expect(result).toMatchObject({ keys: [] });
        if (name === "listTraces") expect(result).toEqual({ traces: [] });
      },
    );
  });
});
