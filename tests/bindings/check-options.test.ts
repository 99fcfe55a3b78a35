import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  checkEngineOptions,
  checkExecuteOptions,
  checkRunMeta,
} from "../../bindings/js/check-options.ts";
import { checkControlOptions } from "../../bindings/js/control/check-control-options.ts";
import { defineHook } from "../../bindings/js/hooks.ts";
import { memoryStore } from "../../bindings/js/stores/memory.ts";
import { faultyStore } from "./faulty-store.ts";

const key = { id: "k1", key: Buffer.alloc(32, 7).toString("base64") };
const invite = defineHook({ name: "before_invite", mode: "blocking", context: z.looseObject({}) });
const full = {
  store: memoryStore(),
  secretKeys: [key, { id: "k0.old-1", key: key.key }],
  namespace: "tenant-1",
  env: { STAGE: "test" },
  fetch: async () => new Response(),
  fetchPolicy: {
    ports: [443],
    hosts: ["*.example.com"],
    ownOrigins: ["https://a.example.com", "https://b.example.com:8443"],
  },
  limits: { instructions: 50_000_000, fetchMs: 1 },
  hooks: [invite],
  expect: ["before_signup", "before_invite"],
  disabled: ["token_build"],
  defaultOnError: "allow",
  pointerCacheMs: 0,
  storeTimeoutMs: 1,
  now: () => 0,
  onError: () => undefined,
  onMetric: () => undefined,
};

const refused = (field: string) => expect.objectContaining({ code: "invalid_options", field });

test("all options of an engine may be given, and none", () => {
  expect(() => checkEngineOptions(full as never)).not.toThrow();
  expect(() => checkEngineOptions({})).not.toThrow();
});

describe("an option of the wrong form is named", () => {
  test.each<[string, object]>([
    ["options.store", { store: {} }],
    ["options.store", { store: { capabilities: {}, get: 1, put: 1, delete: 1, list: 1 } }],
    ["options.secretKeys", { secretKeys: [] }],
    ["options.secretKeys[0].id", { secretKeys: [{ ...key, id: "" }] }],
    ["options.secretKeys[1].key", { secretKeys: [key, { id: "k2", key: Buffer.alloc(31).toString("base64") }] }],
    ["options.secretKeys[0].key", { secretKeys: [{ id: "k2", key: Buffer.alloc(33).toString("base64") }] }],
    ["options.secretKeys[0].key", { secretKeys: [{ id: "k2", key: key.key.replace("=", "") }] }],
    ["options.secretKeys[0].key", { secretKeys: [{ id: "k2", key: key.key.replace("c=", "d=") }] }],
    ["options.namespace", { namespace: "a:b" }],
    ["options.env.A", { env: { A: 1 } }],
    ["options.fetch", { fetch: "fetch" }],
    ["options.fetchPolicy.ports[0]", { fetchPolicy: { ports: [0] } }],
    ...[
      "http://a.com",
      "https://a.com/",
      "https://A.com",
      "https://a.com:443",
      "https://u@a.com",
      "https://a.com.",
      "a.com",
      "",
    ].map((origin): [string, object] => [
      "options.fetchPolicy.ownOrigins[0]",
      { fetchPolicy: { ownOrigins: [origin] } },
    ]),
    ["options.limits.speed", { limits: { speed: 1 } }],
    ["options.limits.instructions", { limits: { instructions: 50_000_001 } }],
    ["options.limits.fetchMs", { limits: { fetchMs: 0 } }],
    ["options.limits.fetchMs", { limits: { fetchMs: 1.5 } }],
    ["options.hooks[0]", { hooks: [{ name: "x" }] }],
    ["options.hooks[0]", { hooks: [{ ...invite, name: "before_signup" }] }],
    ["options.hooks[0]", { hooks: [{ ...invite, name: "Bad Name" }] }],
    ["options.expect[1]", { expect: ["before_signup", "before_invite"] }],
    ["options.disabled[0]", { disabled: ["typo"] }],
    ["options.defaultOnError", { defaultOnError: "maybe" }],
    ["options.pointerCacheMs", { pointerCacheMs: -1 }],
    ["options.storeTimeoutMs", { storeTimeoutMs: 0 }],
    ["options.now", { now: 5 }],
  ])("%s in %j", (field, options) => {
    expect(() => checkEngineOptions(options)).toThrow(refused(field));
  });

  test.each<[string, object, boolean]>([
    ["concurrentVms", { concurrentVms: 5 }, true],
    ["concurrentVms", { concurrentVms: 4 }, false],
    ["concurrentVms", { concurrentVms: 4, scriptsPerLayer: 4 }, true],
    ["totalMemoryBytes", { memoryBytes: 16_777_216 }, true],
    ["totalMemoryBytes", { memoryBytes: 16_777_217 }, false],
    ["totalMemoryBytes", { memoryBytes: 67_108_864, totalMemoryBytes: 335_544_320 }, true],
  ])("%s under which a widest layer never has room: %j", (name, limits, fits) => {
    const check = expect(() => checkEngineOptions({ limits }));
    if (fits) check.not.toThrow();
    else check.toThrow(refused(`options.limits.${name}`));
  });

  test("no message repeats a key", () => {
    const secret = "c2VjcmV0";
    const check = () => checkEngineOptions({ secretKeys: [{ id: "k1", key: secret }] });
    expect(check).toThrow(refused("options.secretKeys[0].key"));
    expect(check).not.toThrow(secret);
  });
});

test("a store that others can write to needs keys", () => {
  const store = faultyStore({ trusted: false });
  expect(() => checkEngineOptions({ store })).toThrow(refused("options.secretKeys"));
  expect(() => checkEngineOptions({ store, secretKeys: [key] })).not.toThrow();
});

test("a schema may be callable, as those of some libraries are", () => {
  const schema = Object.assign(() => undefined, { "~standard": z.object({})["~standard"] });
  expect(() => checkEngineOptions({ hooks: [{ ...invite, context: schema }] })).not.toThrow();
});

test("two hooks of one name are refused", () => {
  expect(() => checkEngineOptions({ hooks: [invite, { ...invite }] })).toThrow(refused("options.hooks[1]"));
});

test("a control plane needs a store and an actor", () => {
  const store = memoryStore();
  expect(() => checkControlOptions({ store, actor: "ada" })).not.toThrow();
  expect(() => checkControlOptions({ actor: "ada" } as never)).toThrow(refused("options.store"));
  expect(() => checkControlOptions({ store, actor: "" })).toThrow(refused("options.actor"));
});

test.each<[string, unknown]>([
  ["meta", null],
  ["meta.userId", { userId: 7 }],
  ["meta.requestIp", { requestIp: {} }],
  ["meta.waitUntil", { waitUntil: Promise.resolve() }],
  ["meta.signal", { signal: "stop" }],
  ["meta.depth", { depth: -1 }],
  ["meta.depth", { depth: 4 }],
  ["meta.depth", { depth: "1" }],
])("%s of a run is checked: %j", (field, meta) => {
  expect(() => checkRunMeta(meta)).toThrow(refused(field));
});

test.each<[string, unknown]>([
  ["options", null],
  ["options.seed", { seed: "XYZ" }],
  ["options.seed", { seed: "0123456789abcde" }],
  ["options.secrets.A", { secrets: { A: 1 } }],
  ["options.secrets.A", { secrets: { A: { value: 1 } } }],
  ["options.secrets.A.hosts[1]", { secrets: { A: { value: "v", hosts: ["a.example.com", "https://a.example.com"] } } }],
  ["options.limits", { limits: null }],
  ["options.limits.fetchMs", { limits: { fetchMs: "1" } }],
  ["options.now", { now: 1 }],
])("%s of an execute is checked: %j", (field, options) => {
  expect(() => checkExecuteOptions(options)).toThrow(refused(field));
});
