import { memoryStore, type KeyValueStore } from "sluice";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deploy, seed } from "./deployment.ts";

/** A store that can be broken: by `fault` in all its calls, or by texts that nobody wrote. */
class BrokenStore {
  readonly #memory = memoryStore();
  fault: (() => Promise<never>) | undefined;
  garbage: string | undefined;

  as(): KeyValueStore {
    const store: KeyValueStore = this.#memory;
    const guarded = <T>(call: () => Promise<T>): Promise<T> => (this.fault ? this.fault() : call());
    return {
      capabilities: store.capabilities,
      get: (key, options) => guarded(async () => (await store.get(key, options)) && (this.garbage ?? store.get(key, options))),
      put: (key, value, options) => guarded(() => store.put(key, value, options)),
      delete: (key) => guarded(() => store.delete(key)),
      list: (options) => guarded(() => store.list(options)),
      cas: (key, expected, value, options) => guarded(() => store.cas!(key, expected, value, options)),
      increment: (key, by, options) => guarded(() => store.increment!(key, by, options)),
    };
  }
}

let broken: BrokenStore;
let deployment: ReturnType<typeof deploy>;
let log: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  broken = new BrokenStore();
  deployment = deploy(broken.as(), { SLUICE_RATE_LIMIT: "600" });
  await seed(deployment);
});
afterEach(() => {
  vi.useRealTimers();
  log.mockRestore();
});

const layers = [["geo-block"]];
const needsStore: [what: string, method: string, body?: object][] = [
  ["/v1/scripts", "GET"],
  ["/v1/scripts/geo-block", "GET"],
  ["/v1/scripts/geo-block", "PUT", { code: "return {}" }],
  ["/v1/pipelines", "GET"],
  ["/v1/pipelines/before_signup/draft", "PUT", { layers }],
  ["/v1/pipelines/before_signup/publish", "POST", { pipeline: { layers }, override: true }],
  ["/v1/pipelines/before_signup/rollback", "POST", {}],
  ["/v1/pipelines/before_signup/health", "GET"],
  ["/v1/secrets", "GET"],
  ["/v1/secrets/GEO_KEY", "PUT", { value: "a value of some length" }],
  ["/v1/traces", "GET"],
  ["/v1/audit", "GET"],
  ["/v1/files", "GET"],
  ["/v1/internal/cleanup", "POST"],
];

async function expectUnavailable(path: string, method: string, body?: object): Promise<void> {
  const response = await deployment.send(path, { method, body });
  const text = await response.text();
  expect([path, response.status]).toEqual([path, 503]);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(JSON.parse(text)).toEqual({
    type: "urn:sluice:problem:store_unavailable",
    title: expect.any(String),
    status: 503,
    code: "store_unavailable",
    requestId: expect.any(String),
  });
}

test.each(needsStore)("while the store is down, %s (%s) is a 503 that says when to come back, and not why", async (path, method, body) => {
  broken.fault = () => Promise.reject(new Error("shard 7781 of db-internal"));
  await expectUnavailable(path, method, body);
  expect(log.mock.calls.flat().map(String).join("\n")).toContain("shard 7781");
});

test("while the store does not answer, a request is a 503 after five seconds", async () => {
  vi.useFakeTimers();
  broken.fault = () => new Promise<never>(() => undefined);
  const answered = expectUnavailable("/v1/pipelines", "GET");
  await vi.advanceTimersByTimeAsync(4_999);
  const late = vi.fn();
  void answered.then(late);
  await vi.advanceTimersByTimeAsync(0);
  expect(late).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  await answered;
});

test.each([["no JSON", "<html>"], ["a number", "7"], ["an array", "[]"], ["nothing", ""]])(
  "while the store answers %s for every record, nothing is served as if it were one",
  async (_what, garbage) => {
    broken.garbage = garbage;
    for (const path of ["/v1/scripts/geo-block", "/v1/pipelines/before_signup/draft"]) {
      const { status } = await deployment.send(path);
      expect([path, status]).toEqual([path, 503]);
    }
  },
);

test("after the store is back, everything is as before, without a restart", async () => {
  broken.fault = () => Promise.reject(new Error("down"));
  await expectUnavailable("/v1/scripts/geo-block", "GET");
  broken.fault = undefined;
  expect((await deployment.send("/v1/scripts/geo-block")).status).toBe(200);
  const run = { method: "POST", body: { context: { email: "ada@acme.example" } } };
  expect(await (await deployment.send("/v1/triggers/before_signup", run)).json()).toMatchObject({ allowed: true });
});
