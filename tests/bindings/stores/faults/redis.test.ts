import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, expect, test } from "vitest";
import { redisStore } from "../../../../bindings/js/stores/redis.ts";
import type { KeyValueStore } from "../../../../bindings/js/stores/store.ts";
import { timedStore } from "../../../../bindings/js/timed-store.ts";
import { hasRedis, startRedis, type RedisServer } from "../../../support/redis-server.ts";
import { deploymentIn, outcomeOf, prepare, sample, trigger, view } from "./deployment.ts";
import { processArena } from "./process-arena.ts";
import { defineFaultSuite, fewChanges, type Arena } from "./suite.ts";
import { runTask } from "./tasks.ts";

const folders: string[] = [];
const freshFolder = (): string => {
  folders.push(mkdtempSync(join(tmpdir(), "sluice-faults-")));
  return folders.at(-1)!;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A process with a connection to a server that lives on. */
async function clientArena(): Promise<Arena> {
  const server = await startRedis();
  const arena = processArena([process.execPath], "redis", server.path);
  const stop = async (): Promise<void> => {
    await arena.stop();
    await server.stop();
  };
  return { ...arena, stop };
}

/** What is killed is the server, whose clients live on and find it again. */
class ServerArena implements Arena {
  readonly #folder = freshFolder();
  #server: RedisServer | undefined;
  readonly #client = new Redis({ path: join(this.#folder, "socket"), lazyConnect: true, retryStrategy: () => 1, maxRetriesPerRequest: 0 });
  readonly store: KeyValueStore = redisStore(this.#client);

  constructor() {
    this.#client.on("error", () => undefined);
  }

  async start(): Promise<void> {
    if (this.#server) return;
    this.#server = await startRedis({ folder: this.#folder });
    if (this.#client.status === "wait") await this.#client.connect();
    if (this.#client.status !== "ready") await new Promise((resolve) => this.#client.once("ready", resolve));
  }

  get pid(): number {
    return this.#server!.pid;
  }

  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await server?.stop("SIGKILL");
  }

  run: Arena["run"] = async (task) => {
    await this.start();
    return runTask(this.store, task, () => this.kill());
  };

  runUntilKilled: Arena["runUntilKilled"] = (task) =>
    this.run(task).then(
      () => true,
      () => false,
    );

  async stop(): Promise<void> {
    this.#client.disconnect();
    await this.kill();
  }
}

const options = { available: hasRedis, changes: fewChanges };
defineFaultSuite("a process with a connection to Redis is killed", clientArena, options);
defineFaultSuite("Redis itself, with its persistence on, is killed", async () => new ServerArena(), options);

test.skipIf(!hasRedis)("while Redis is away, what is known runs, nothing else does, and what was saved comes back with it", async () => {
  const arena = new ServerArena();
  await arena.start();
  const deployment = deploymentIn(arena.store, "ns");
  await prepare(deployment);
  const { scripts, pipelines } = deployment.control;
  // Secrets are read at each run, and by nobody while they cannot be.
  await scripts.save({ id: "a", code: "return {data = {n = 7}}" });
  await pipelines.publish(trigger, { sample });
  const before = await view(deployment);
  const warm = await deployment.engine();
  const answer = { allowed: true, data: { n: 7 } };
  expect(await warm.run(trigger, sample)).toEqual(answer);
  await arena.kill();
  expect(await warm.run(trigger, sample)).toEqual(answer);
  expect(await outcomeOf(await deployment.engine())).toMatchObject({ allowed: false, code: "store_unavailable" });
  for (const call of [scripts.list(), scripts.save({ id: "b", code: "" }), pipelines.publish(trigger, { override: true })]) {
    await expect(call).rejects.toMatchObject({ code: "store_unavailable" });
  }
  await arena.start();
  expect(await view(deployment)).toEqual(before);
  expect(await outcomeOf(warm)).toEqual(answer);
  await arena.stop();
});

test.skipIf(!hasRedis)("while Redis hangs, every call is given up in time, and a write that comes through later is whole", async () => {
  const arena = new ServerArena();
  await arena.start();
  await prepare(deploymentIn(arena.store, "ns"));
  const impatient = deploymentIn(timedStore(arena.store, 20), "ns");
  process.kill(arena.pid, "SIGSTOP");
  expect(await outcomeOf(await impatient.engine())).toMatchObject({ allowed: false, code: "store_unavailable" });
  await expect(impatient.control.scripts.list()).rejects.toMatchObject({ code: "store_unavailable" });
  await expect(impatient.control.pipelines.publish(trigger, { override: true })).rejects.toMatchObject({ code: "store_unavailable" });
  process.kill(arena.pid, "SIGCONT");
  const patient = deploymentIn(arena.store, "ns");
  expect(await outcomeOf(await patient.engine())).toMatchObject({ allowed: true, data: { n: 1 } });
  await patient.control.pipelines.publish(trigger, { override: true });
  expect(await outcomeOf(await patient.engine())).toMatchObject({ allowed: true, data: { n: 2 } });
  await arena.stop();
});
