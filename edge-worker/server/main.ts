import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

import type { Env } from "../src/env.ts";
import { parseOptions, usage, UsageFault, type ServeOptions } from "./options.ts";
import { packagedUi } from "./packaged-ui.ts";
import { startReport } from "./report.ts";
import { startServer, type RunningServer } from "./server.ts";
import { staticFiles } from "./static-files.ts";
import { openStore } from "./stores.ts";

async function main(): Promise<void> {
  const parsed = parseOptions(process.argv.slice(2), process.env);
  if (parsed === "help") return console.log(usage);
  const options = { ...parsed, ui: parsed.ui ?? packagedUi() };
  const env = environmentOf(options);
  const server = await start(options, env);
  for (const line of startReport(env, options.store, options.ui, server.url)) console.log(line);
  console.log(`Sluice listens on ${server.url}; Ctrl-C stops it.`);
  await stopSignal();
  await server.stop();
  // Clients of stores may keep timers.
  process.exit(0);
}

function environmentOf({ envFile }: ServeOptions): Env {
  if (envFile === undefined) return process.env as unknown as Env;
  try {
    return { ...parseEnv(readFileSync(envFile, "utf8")), ...process.env } as unknown as Env;
  } catch (error) {
    throw new UsageFault(`${envFile} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function start({ port, host, store, ui }: ServeOptions, env: Env): Promise<RunningServer> {
  const opened = await openStore(store);
  const asset = ui === undefined ? async () => undefined : staticFiles(ui);
  try {
    return await startServer({ ...opened, port, host, env, asset });
  } catch (error) {
    await opened.close();
    throw new UsageFault(`cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageFault)) throw error;
  console.error(`sluice: ${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
