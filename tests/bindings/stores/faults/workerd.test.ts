import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { bundledManifest, startWorkerd, type Workerd } from "../../../support/workerd.ts";
import { defineFaultSuite, fewChanges, type Arena } from "./suite.ts";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The runtime is killed, with the worker and with what serves the stores in it, and started on the same files. */
class WorkerdArena implements Arena {
  readonly #path: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "sluice-faults-"));
  #living: Promise<Workerd> | undefined;

  constructor(path: "/kv" | "/d1") {
    folders.push(this.#folder);
    this.#path = path;
  }

  #worker(): Promise<Workerd> {
    const end = async (): Promise<never> => {
      await (await this.#living)?.kill();
      return new Promise<never>(() => undefined);
    };
    return (this.#living ??= startWorkerd({
      manifest: bundledManifest(fileURLToPath(new URL("task-worker.ts", import.meta.url))),
      folder: this.#folder,
      env: { KV: { type: "kv", id: "KV" }, DB: { type: "d1", id: "DB" }, END: { type: "fetcher", handler: end } },
    }));
  }

  run: Arena["run"] = async (task) => JSON.parse(await (await this.#worker()).fetch(this.#path, JSON.stringify(task))) as unknown;

  runUntilKilled: Arena["runUntilKilled"] = async (task) => {
    const isAcknowledged = await this.run(task).then(
      () => true,
      () => false,
    );
    await this.stop();
    return isAcknowledged;
  };

  async stop(): Promise<void> {
    const living = this.#living;
    this.#living = undefined;
    await (await living)?.stop();
  }
}

defineFaultSuite("workerd is killed with its Workers KV", async () => new WorkerdArena("/kv"), { cas: false, changes: fewChanges });
defineFaultSuite("workerd is killed with its D1", async () => new WorkerdArena("/d1"), { changes: fewChanges });
