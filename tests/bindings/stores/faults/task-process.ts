// task-process.ts KIND PLACE - does tasks (tasks.ts) on a store: one a line on standard input, its answer a line on
// standard output, or {"fault": text}. In Node and in Deno. What is to be killed is this process.
import process from "node:process";
import { createInterface } from "node:readline";
import type { KeyValueStore } from "../../../../bindings/js/stores/store.ts";
import { runTask, type Task } from "./tasks.ts";

const openers: Readonly<Record<string, (place: string) => Promise<KeyValueStore>>> = {
  "node-sqlite": async (path) => (await import("../../../../bindings/js/stores/node-sqlite.ts")).nodeSqliteStore({ path }),
  libsql: async (path) => {
    const { createClient } = await import("@libsql/client");
    const { libsqlStore } = await import("../../../../bindings/js/stores/libsql.ts");
    return libsqlStore(createClient({ url: `file:${path}` }));
  },
  redis: async (path) => {
    const { Redis } = await import("ioredis");
    const { redisStore } = await import("../../../../bindings/js/stores/redis.ts");
    return redisStore(new Redis({ path }));
  },
  "deno-kv": async (path) => {
    const { denoKvStore } = await import("../../../../bindings/js/stores/deno-kv.ts");
    const { Deno } = globalThis as unknown as { Deno: { openKv(path: string): Promise<Parameters<typeof denoKvStore>[0]> } };
    return denoKvStore(await Deno.openKv(path));
  },
};

const [kind = "", place = ""] = process.argv.slice(2);
const store = await openers[kind]!(place);
const end = (): never => {
  process.kill(process.pid, "SIGKILL");
  // It is dead before anything else of it runs.
  for (;;);
};

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await runTask(store, JSON.parse(line) as Task, end).then(
    (value) => ({ value }),
    (error: Error) => ({ fault: String(error.stack) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit();
