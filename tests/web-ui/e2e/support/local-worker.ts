import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { freePort } from "../../../support/free-port.ts";
import { callsTo, secretKeyBase64, tokens, type RunningServer } from "./server.ts";

const program = fileURLToPath(new URL("../../../../scripts/start.mjs", import.meta.url));

/** The worker as `npm start` runs it: workerd, D1 and all, with a state of its own that has no pipeline yet. */
export async function startLocalWorker(): Promise<RunningServer> {
  const state = mkdtempSync(join(tmpdir(), "sluice-worker-"));
  const secrets = {
    SLUICE_ADMIN_TOKEN: tokens.admin,
    SLUICE_READ_TOKEN: tokens.read,
    SLUICE_TRIGGER_TOKEN: tokens.trigger,
    SLUICE_SECRET_KEYS: `test:${secretKeyBase64}`,
  };
  const lines = Object.entries(secrets).map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(join(state, ".dev.vars"), lines.join(""));
  // As the program leaves it once the examples are published: the hooks stay empty for these tests.
  writeFileSync(join(state, "examples-in-database"), "test\n");
  const port = await freePort();
  const child = spawn(process.execPath, [program, "--port", String(port), "--state", state], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (part: Buffer) => {
        said += String(part);
        if (said.includes("The worker runs on")) resolve();
      });
    }
    child.once("close", () => reject(new Error(said)));
  });
  return {
    ...callsTo(`http://127.0.0.1:${port}`),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(state, { recursive: true, force: true });
    },
  };
}
