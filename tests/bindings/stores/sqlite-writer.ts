// node sqlite-writer.ts FILE WORK - a process that writes to a node:sqlite store until it is killed, and says on a line
// of its own what has been acknowledged.
//
//   traces     trace after trace, from the number of those that are there: "saved N"
//   publishes  plan after plan, each with its pointer: "published N"
//   torn       is killed by itself when a trace is written but not committed: "torn N"
//   counts     adds 1 a hundred times and ends
import { DatabaseSync } from "node:sqlite";
import { Records } from "../../../bindings/js/records.ts";
import { nodeSqliteStore } from "../../../bindings/js/stores/node-sqlite.ts";
import { saveTrace } from "../../../bindings/js/trace-records.ts";
import { sampleSpan, sampleTrace } from "./sample-trace.ts";

const [path = "", work = "", from = "0"] = process.argv.slice(2);
const store = nodeSqliteStore({ path });
const records = new Records(store, "ns");
// Longer than a page of the database, so that a write that breaks off has many places to break off at.
const trace = (n: number) =>
  sampleTrace(n, {
    spans: Array.from({ length: 50 }, (_, k) => ({ ...sampleSpan(k), statusMessage: "x".repeat(500) })),
  });

// Written at once, as long as the reader keeps up: standard output is a pipe.
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function traces(): Promise<void> {
  for (let n = Number(from); ; n++) {
    await saveTrace(records, trace(n));
    say(`saved ${n}`);
  }
}

async function publishes(): Promise<void> {
  for (let n = Number(from); ; n++) {
    await store.put(
      records.key("plan", `h${n}`),
      JSON.stringify({ layers: [[{ id: `s${n}`, code: "x".repeat(20_000) }]] }),
    );
    const before = await store.get(records.key("pointer", "t"));
    const pointer = JSON.stringify({ trigger: "t", planHash: `h${n}`, revision: n + 1 });
    if (!(await store.cas?.(records.key("pointer", "t"), before, pointer))) throw new Error("somebody else wrote");
    say(`published ${n}`);
  }
}

async function torn(): Promise<void> {
  await saveTrace(records, trace(Number(from)));
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (sql) {
    if (sql === "COMMIT") {
      say(`torn ${Number(from) + 1}`);
      process.kill(process.pid, "SIGKILL");
    }
    exec.call(this, sql);
  };
  await saveTrace(records, trace(Number(from) + 1));
}

async function counts(): Promise<void> {
  for (let n = 0; n < 100; n++) await store.increment?.("count", 1, { ttlMs: 3_600_000 });
}

const works: Readonly<Record<string, () => Promise<void>>> = { traces, publishes, torn, counts };
await works[work]?.();
