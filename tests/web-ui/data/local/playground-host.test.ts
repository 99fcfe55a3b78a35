import "fake-indexeddb/auto";

import { memoryStore, type KeyValueStore } from "sluice";
import { indexedDbStore } from "sluice/stores/indexed-db";
import { afterEach, describe, expect, test, vi } from "vitest";

import { openStore } from "../../../../web-ui/src/data/local/browser-store.ts";
import { ownKeys } from "../../../../web-ui/src/data/local/playground-records.ts";
import { localWorkspace } from "../../../../web-ui/src/data/local/workspace.ts";
import { faultOf } from "../../../../web-ui/src/data/faults.ts";
import { threadOf } from "./host-thread.ts";

const trigger = "before_signup";
const sample = { email: "ada@acme.example" };

/** A tab of the playground over a store. */
function openTab(store: KeyValueStore) {
  const { keeper, host, told } = threadOf(async () => ({ store, keptIn: "browser" }));
  return { workspace: localWorkspace((method, args, signal) => keeper.call(method, args, signal)), host, told, keeper };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("several tabs at once", () => {
  test("make one set of keys, so that each reads the other's secrets", async () => {
    const store = indexedDbStore({ name: "keys" });
    const [first, second] = await Promise.all([ownKeys(store), ownKeys(indexedDbStore({ name: "keys" }))]);
    expect(first).toEqual(second);
    const [a, b] = [openTab(store), openTab(store)];
    await a.workspace.control.secrets.set("GEO_KEY", "a value of some length");
    expect(await b.workspace.control.secrets.list()).toMatchObject([{ state: "ok" }]);
  });

  test("lose no save: the later of two is told of a conflict", async () => {
    const [a, b] = [openTab(indexedDbStore({ name: "tabs" })), openTab(indexedDbStore({ name: "tabs" }))];
    const saves = await Promise.allSettled(
      [a, b].map(({ workspace }, n) =>
        workspace.control.scripts.save({ id: "gate", code: `return ${n}` }, { version: 0 }),
      ),
    );
    expect(saves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await a.workspace.control.scripts.get("gate")).toMatchObject({ version: 1 });
  });

  test("see at once what another has published, and are told that something changed", async () => {
    const store = indexedDbStore({ name: "seen" });
    const [a, b] = [openTab(store), openTab(store)];
    await a.workspace.control.scripts.save({ id: "gate", code: "return {data = {from = 'a'}}" });
    await a.workspace.control.pipelines.publish({ trigger, layers: [["gate"]] }, { sample });
    expect((await b.workspace.run(trigger, { context: sample })).outcome).toMatchObject({ data: { from: "a" } });
    expect([a.told, b.told]).toEqual([["changed", "changed"], ["changed"]]);
  });

  test("go on after one of them deleted everything, although engines remember revisions", async () => {
    const store = indexedDbStore({ name: "reset" });
    const [a, b] = [openTab(store), openTab(store)];
    const publish = async (from: string) => {
      await a.workspace.control.scripts.save({ id: "gate", code: `return {data = {from = '${from}'}}` });
      await a.workspace.control.pipelines.publish({ trigger, layers: [["gate"]] }, { sample });
    };
    await publish("before");
    await publish("before again");
    await b.workspace.run(trigger, { context: sample });
    await a.workspace.reset();
    expect(a.told.at(-1)).toBe("reset");
    await b.host.forget();
    expect(await b.workspace.control.scripts.list()).toEqual([]);
    await publish("after");
    expect((await b.workspace.run(trigger, { context: sample })).outcome).toMatchObject({ data: { from: "after" } });
  });
});

describe("where it is kept", () => {
  test("is the browser, and a reload finds everything", async () => {
    const { store, keptIn } = await openStore();
    expect(keptIn).toBe("browser");
    await openTab(store).workspace.mocks.save([{ url: "https://a.example.com/" }]);
    expect(await openTab((await openStore()).store).workspace.mocks.list()).toEqual([
      { url: "https://a.example.com/" },
    ]);
  });

  test("is memory where the browser has no IndexedDB", async () => {
    vi.stubGlobal("indexedDB", undefined);
    const opened = await openStore();
    expect(opened.keptIn).toBe("memory");
    await opened.store.put("a", "b");
    expect(await opened.store.get("a")).toBe("b");
  });

  test("is memory where the browser refuses to open it, as in some private windows", async () => {
    vi.stubGlobal("indexedDB", {
      open: () => {
        throw new DOMException("A mutation operation was attempted", "InvalidStateError");
      },
    });
    expect((await openStore()).keptIn).toBe("memory");
  });

  test("may be full: what is there stays, and the fault says so", async () => {
    const memory = memoryStore();
    const { workspace } = openTab(memory);
    await workspace.control.scripts.save({ id: "gate", code: "return {}" });
    const refuse = () => Promise.reject(new DOMException("The quota has been exceeded.", "QuotaExceededError"));
    const full: KeyValueStore = {
      capabilities: memory.capabilities,
      get: (key) => memory.get(key),
      list: (options) => memory.list(options),
      delete: (key) => memory.delete(key),
      put: refuse,
      cas: refuse,
    };
    const later = openTab(full).workspace;
    const fault = await later.control.scripts.save({ id: "gate", code: "return 1" }).then(() => undefined, faultOf);
    expect(fault).toMatchObject({ kind: "storage-full", code: "storage_full" });
    expect(await later.control.scripts.get("gate")).toMatchObject({ code: "return {}", version: 1 });
    // Not even keys can be kept there.
    const empty = openTab({ ...full, get: async () => null }).workspace;
    expect(await empty.mocks.list().then(() => undefined, faultOf)).toMatchObject({ kind: "storage-full" });
  });
});

test("nothing is fetched from the playground: mocks answer, and everything else fails", async () => {
  const sent = vi.spyOn(globalThis, "fetch");
  const { workspace } = openTab(memoryStore());
  const code =
    "local ok, r = pcall(helpers.fetch, context.url) return {data = {ok = ok, status = ok and r.status or nil}}";
  await workspace.control.scripts.save({ id: "gate", code });
  await workspace.control.pipelines.publish({ trigger: "token_build", layers: [["gate"]] });
  await workspace.mocks.save([{ url: "https://a.example.com/*", status: 418 }]);
  const run = async (url: string) => (await workspace.run("token_build", { context: { token: {}, url } })).outcome;
  expect(await run("https://a.example.com/x")).toMatchObject({ data: { ok: true, status: 418 } });
  expect(await run("https://b.example.com/x")).toMatchObject({ data: { ok: false } });
  expect(sent).not.toHaveBeenCalled();
});

test("a method that is not there, or belongs to every object, is refused", async () => {
  const { keeper } = openTab(memoryStore());
  await expect(keeper.call("nowhere", [])).rejects.toThrow("There is no method nowhere.");
  await expect(keeper.call("constructor", [])).rejects.toThrow("There is no method constructor.");
});
