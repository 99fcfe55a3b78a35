import { randomBytes } from "node:crypto";
import { createControl, memoryStore, type Control } from "sluice";

import { portOf } from "../../server/options.ts";
import { packagedUi } from "../../server/packaged-ui.ts";
import { startServer } from "../../server/server.ts";
import { staticFiles } from "../../server/static-files.ts";
import { secretKeysOf, type Env } from "../../src/env.ts";
import { exitCodes, Fault, textOf, UsageFault, type Call, type Command } from "../command.ts";
import { faultText } from "../fault-text.ts";
import { readFolder } from "../folder/folder.ts";
import { folderHelp, folderOption, rootOf } from "../folder/option.ts";
import { environmentOf, secretValuesOf } from "../folder/settings.ts";
import { FolderSync, type SyncReport } from "../folder/sync.ts";
import { watchFolder } from "../folder/watch.ts";
import { pause, untilStopped } from "../terminal/signals.ts";
import type { Terminal } from "../terminal/terminal.ts";

export const command: Command = {
  help: `Usage: sluice dev [options]

Opens the folder in the web UI, on this machine only, until Ctrl-C. What is saved there is written to the files, and
what changes in the files is there after a moment, and runs. Where both were changed the file wins. Everything else,
traces among it, is forgotten at the end. Secrets come from SLUICE_SECRET_NAME, settings from SLUICE_ENV_NAME.

${folderHelp}
  --port N             port to listen on (default: 8788; 0 = any)
  --ui FOLDER          files of another web UI (default: the package's own)

Examples:
  sluice dev
  sluice dev --port 0`,
  options: { ...folderOption, port: { type: "string" }, ui: { type: "string" } },
  positionals: [0, 0],
  run,
};

/** How often the store is looked at for what was saved in the web UI. */
const lookEveryMs = 500;

async function run(call: Call): Promise<number> {
  const { values, terminal } = call;
  const folder = readFolder(rootOf(call));
  const stopped = untilStopped();
  const env = environmentFor(environmentOf(folder.root, terminal.env));
  const store = memoryStore();
  const control = createControl({ store, secretKeys: secretKeysOf(env.SLUICE_SECRET_KEYS)!, actor: "folder" });
  await setSecrets(control, environmentOf(folder.root, terminal.env));
  const ui = textOf(values, "ui") ?? packagedUi();
  const asset = ui === undefined ? async () => undefined : staticFiles(ui);
  const port = portOf(textOf(values, "port") ?? "8788");
  const sync = new FolderSync(folder.root, control);
  const look = inTurn(async () => report(await sync.look(), control, terminal));
  await look();
  const server = await startServer({ store, close: () => undefined, host: "127.0.0.1", port, env, asset }).catch(
    (error: unknown) => {
      if (error instanceof UsageFault) throw error;
      throw new Fault(`cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`);
    },
  );
  terminal.print(`Open   ${server.url}/admin/pipelines`);
  terminal.print(`Token  ${env.SLUICE_ADMIN_TOKEN}`);
  terminal.print("Ctrl-C ends it.");
  const watching = watchFolder(folder.root, look, stopped);
  while (!stopped.aborted) {
    await pause(lookEveryMs, stopped);
    await look();
  }
  await watching;
  await server.stop();
  return exitCodes.ok;
}

/** A token and a key for this run alone. */
function environmentFor(env: Readonly<Record<string, string | undefined>>): Env {
  const settings = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("SLUICE_ENV_")));
  return {
    ...settings,
    SLUICE_ADMIN_TOKEN: randomBytes(24).toString("hex"),
    SLUICE_SECRET_KEYS: `dev:${randomBytes(32).toString("base64")}`,
  } as Env;
}

async function setSecrets(control: Control, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const [name, value] of Object.entries(secretValuesOf(env))) await control.secrets.set(name, value);
}

/** Calls of `work` one after another: one that begins during another waits for it. */
function inTurn(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => (last = last.then(work));
}

/** Faults that were told, so that each is told once. */
const told = new WeakMap<Control, string>();

async function report(
  { read, written, conflicts, fault }: SyncReport,
  control: Control,
  terminal: Terminal,
): Promise<void> {
  for (const path of written) terminal.print(`  → ${path}`);
  for (const path of read) terminal.print(`  ← ${path}`);
  for (const path of conflicts) terminal.warn(`${path} was changed here and in the web UI: the file has won`);
  if (read.length > 0 || written.length > 0) await publishAll(control, terminal);
  if (fault !== undefined && told.get(control) !== fault) terminal.warn(fault);
  told.set(control, fault ?? "");
}

/** What is in the folder runs, as far as it can: dry runs on samples and cases are for workers that others rely on. */
async function publishAll(control: Control, terminal: Terminal): Promise<void> {
  for (const { trigger, draft } of await control.pipelines.list()) {
    if (!draft) continue;
    try {
      await control.pipelines.publish(trigger, { override: true, allowFailingCases: true });
    } catch (error) {
      terminal.warn(`${trigger} goes on as it was: ${faultText(error) ?? String(error)}`);
    }
  }
}
