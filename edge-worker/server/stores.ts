import { memoryStore, type KeyValueStore } from "sluice";
import type { RedisClient } from "sluice/stores/redis";

import { UsageFault } from "../cli/command.ts";

/** A store, and how to leave it. */
export interface OpenedStore {
  readonly store: KeyValueStore;
  readonly close: () => unknown;
}

/** Opens what `--store` names. Rejects with a UsageFault for what it cannot name or use. */
export async function openStore(name: string): Promise<OpenedStore> {
  if (name === "memory") return { store: memoryStore(), close: () => undefined };
  if (name.startsWith("sqlite:")) return openSqlite(name.slice("sqlite:".length));
  if (/^rediss?:\/\//.test(name)) return openRedis(name);
  throw new UsageFault(`${name} is no store; there are sqlite:FILE, memory and redis://HOST:PORT`);
}

async function openSqlite(path: string): Promise<OpenedStore> {
  if (path === "") throw new UsageFault("sqlite: needs a file, as in sqlite:./sluice.db");
  const { nodeSqliteStore } = await needed(
    () => import("sluice/stores/node-sqlite"),
    "SQLite comes with Node 22.13 and newer, and with Deno",
  );
  const store = nodeSqliteStore({ path });
  await requireOpenable(store, path);
  return { store, close: () => store.close() };
}

/** A file that never opens is told now, once, and not to everybody who asks; one that is being written to will open. */
async function requireOpenable(store: KeyValueStore, path: string): Promise<void> {
  try {
    await store.get("sluice");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/\b(locked|busy)\b/.test(message)) throw new UsageFault(`the store sqlite:${path} does not open: ${message}`);
  }
}

async function openRedis(url: string): Promise<OpenedStore> {
  const { Redis } = await needed(() => import("ioredis"), "npm install ioredis");
  const { redisStore } = await import("sluice/stores/redis");
  // A call fails at once while there is no connection, in place of waiting for one.
  const client = new Redis(url, { enableOfflineQueue: true, maxRetriesPerRequest: 1 });
  client.on("error", (error: Error) => console.error(`sluice: Redis: ${error.message}`));
  return { store: redisStore(client as unknown as RedisClient), close: () => client.quit() };
}

async function needed<Module>(load: () => Promise<Module>, remedy: string): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    throw new UsageFault(
      `the store cannot be used here (${error instanceof Error ? error.message : String(error)}): ${remedy}`,
    );
  }
}
