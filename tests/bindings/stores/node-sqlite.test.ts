import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test, vi } from "vitest";
import { nodeSqliteStore } from "../../../bindings/js/stores/node-sqlite.ts";
import { defineStoreContract } from "./contract.ts";
import { traceId } from "./sample-trace.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const freshPath = (): string => join(folder, `${files++}.db`);

defineStoreContract("nodeSqliteStore", () => {
  let now = 1_700_000_000_000;
  return { store: nodeSqliteStore({ path: freshPath(), now: () => now }), pass: (ms) => void (now += ms) };
});

test("what was put is there after the file was closed and opened again", async () => {
  const store = nodeSqliteStore({ path: freshPath() });
  await store.put("a", "1");
  store.close();
  expect(await store.get("a")).toBe("1");
  store.close();
});

test("commits go to the disk before they are acknowledged, and readers do not wait for writers", async () => {
  const exec = vi.spyOn(DatabaseSync.prototype, "exec");
  const path = freshPath();
  await nodeSqliteStore({ path }).put("a", "1");
  expect(exec).toHaveBeenCalledWith(expect.stringContaining("synchronous = FULL"));
  exec.mockRestore();
  const other = new DatabaseSync(path);
  expect(other.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
  other.exec("BEGIN IMMEDIATE; DELETE FROM sluice_records");
  expect(await nodeSqliteStore({ path }).get("a")).toBe("1");
  other.close();
});

test("a file that cannot be opened is a call that rejects, and the next tries again", async () => {
  const missing = join(folder, "missing", "a.db");
  await expect(nodeSqliteStore({ path: missing }).get("a")).rejects.toThrow(/unable to open/);
  const path = freshPath();
  writeFileSync(path, "This is no database. ".repeat(100));
  const store = nodeSqliteStore({ path });
  await expect(store.put("a", "1")).rejects.toThrow(/not a database/);
  rmSync(path);
  await store.put("a", "1");
  expect(await store.get("a")).toBe("1");
});

test("nobody else can read the files of a new database; one that is there keeps its mode", async () => {
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
  const before = process.umask(0);
  const path = freshPath();
  const store = nodeSqliteStore({ path });
  await store.put("a", "1");
  process.umask(before);
  expect([path, `${path}-wal`, `${path}-shm`].map(modeOf)).toEqual(["600", "600", "600"]);
  store.close();
  chmodSync(path, 0o660);
  await store.put("a", "2");
  expect([path, `${path}-wal`].map(modeOf)).toEqual(["660", "660"]);
  store.close();
});

test("a database in memory leaves no file behind", async () => {
  await nodeSqliteStore({ path: ":memory:" }).put("a", "1");
  expect(existsSync(":memory:")).toBe(false);
});

/** Starts sqlite-writer.ts; kills it when `until` says so of a line. All lines it wrote. */
async function written(path: string, work: string, from: number, until: (line: string) => boolean): Promise<string[]> {
  const script = fileURLToPath(new URL("sqlite-writer.ts", import.meta.url));
  const child = spawn(process.execPath, [script, path, work, String(from)], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (until(line)) child.kill("SIGKILL");
  }
  await ended;
  return lines;
}

const numberOf = (line: string | undefined): number => Number(line?.split(" ")[1] ?? -1);

function expectSound(path: string): void {
  const plain = new DatabaseSync(path);
  expect(plain.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  expect(plain.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  plain.close();
}

describe("after the process was killed", { timeout: 120_000 }, () => {
  test("every acknowledged trace is there, and every trace that is there is whole", async () => {
    const path = freshPath();
    let known = 0;
    for (const count of [1, 2, 5, 10, 20]) {
      const last = numberOf((await written(path, "traces", known, (line) => numberOf(line) === known + count)).at(-1));
      expect(last).toBeGreaterThanOrEqual(known + count);
      expectSound(path);
      const store = nodeSqliteStore({ path });
      const traces = store.traces?.("ns");
      for (known = 0; ; known++) {
        const trace = await traces?.getTraceWithSpans(traceId(known));
        if (!trace) break;
        expect(trace.spans).toHaveLength(50);
      }
      expect(known).toBeGreaterThan(last);
      store.close();
    }
  });

  test("the pointer is the last acknowledged one or a later one, and its plan is there", async () => {
    const path = freshPath();
    let next = 0;
    for (const count of [1, 3, 9]) {
      const last = numberOf((await written(path, "publishes", next, (line) => numberOf(line) === next + count)).at(-1));
      expectSound(path);
      const store = nodeSqliteStore({ path });
      const pointer = JSON.parse((await store.get("ns:pointer:t")) ?? "null");
      expect(pointer.revision).toBeGreaterThan(last);
      expect(await store.get(`ns:plan:${pointer.planHash}`)).toContain(`"s${pointer.revision - 1}"`);
      next = pointer.revision;
      store.close();
    }
  });

  test("before its commit, nothing of a trace is there, and writing goes on", async () => {
    const path = freshPath();
    expect(await written(path, "torn", 0, () => false)).toEqual(["torn 1"]);
    expectSound(path);
    const store = nodeSqliteStore({ path });
    const traces = store.traces!("ns");
    expect((await traces.getTraceWithSpans(traceId(0)))?.spans).toHaveLength(50);
    expect(await traces.getTraceWithSpans(traceId(1))).toBeNull();
    const plain = new DatabaseSync(path);
    expect(plain.prepare("SELECT count(*) AS n FROM pipeline_spans").get()).toEqual({ n: 50 });
    plain.close();
    await store.put("a", "1");
    store.close();
  });
});

test("several processes share a file", { timeout: 60_000 }, async () => {
  const path = freshPath();
  await Promise.all([1, 2, 3].map(() => written(path, "counts", 0, () => false)));
  expect(await nodeSqliteStore({ path }).increment?.("count", 0)).toBe(300);
});
