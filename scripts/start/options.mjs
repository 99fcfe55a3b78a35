import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { StartFault } from "./fault.mjs";
import { edgeWorker } from "./paths.mjs";

export const usage = "Usage: npm start -- [--port N] [--state FOLDER]";

/** What the command line asks for. `stateFolder` is where the local store and whatever else outlives a run is kept. */
export function parseOptions(argv, environment) {
  const { help, port, state } = parse(argv);
  return {
    help,
    port: portOf(port ?? environment.PORT ?? "8787"),
    secretsFile: state === undefined ? join(edgeWorker, ".dev.vars") : resolve(state, ".dev.vars"),
    stateFolder: state === undefined ? join(edgeWorker, ".wrangler/state") : resolve(state),
  };
}

function parse(argv) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { help: { type: "boolean", short: "h" }, port: { type: "string" }, state: { type: "string" } },
    });
    return values;
  } catch (error) {
    throw new StartFault(error.message, usage);
  }
}

function portOf(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new StartFault(`${text} is no port`, "A port is a number from 1 to 65535.");
  return port;
}
