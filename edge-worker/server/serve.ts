import { once } from "node:events";
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

import { UsageFault } from "../cli/command.ts";
import { endSoon } from "../cli/terminal/ending.ts";
import { untilStopped } from "../cli/terminal/signals.ts";
import type { Env } from "../src/env.ts";
import type { ServeOptions } from "./options.ts";
import { packagedUi } from "./packaged-ui.ts";
import { startReport } from "./report.ts";
import { startServer, type RunningServer } from "./server.ts";
import { staticFiles } from "./static-files.ts";
import { openStore } from "./stores.ts";

/** Serves until it is told to stop, and lets the process end then. */
export async function serve(parsed: ServeOptions, env: Env): Promise<void> {
  const stopped = untilStopped();
  const options = { ...parsed, ui: parsed.ui ?? packagedUi() };
  const server = await start(options, env);
  for (const line of startReport(env, options.store, options.ui, server.url)) console.log(line);
  console.log(`Sluice listens on ${server.url}; Ctrl-C stops it.`);
  if (!stopped.aborted) await once(stopped, "abort");
  await server.stop();
  endSoon(0);
}

/** The environment, and below it the file of `--env`. Throws a UsageFault for one that cannot be read. */
export function environmentOfServer({ envFile }: ServeOptions): Env {
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
    if (error instanceof UsageFault) throw error;
    throw new UsageFault(`cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
