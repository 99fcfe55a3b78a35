import { textOf, UsageFault, type Values } from "../cli/command.ts";

export const usage = `Usage: sluice serve [options]

Serves the HTTP API and the web UI.

  --port N          port to listen on (default: PORT, else 8787; 0 = any)
  --host ADDRESS    address to listen on (default: 127.0.0.1; 0.0.0.0 = all)
  --store STORE     sqlite:FILE (default: sqlite:./sluice.db), memory, or redis://HOST:PORT (needs ioredis)
  --ui FOLDER       files of another web UI (default: the package's own)
  --env FILE        reads settings from FILE; the environment's come first
  -h, --help        this text

Settings come from the environment: SLUICE_ADMIN_TOKEN, SLUICE_TRIGGER_TOKEN, SLUICE_SECRET_KEYS and others, which
edge-worker/README.md lists. SIGTERM, SIGHUP and Ctrl-C let requests and the saving of traces end first, and so does the
end of the npm that it was started by.

Examples:
  sluice serve --store memory
  sluice serve --env .env --host 0.0.0.0 --port 80`;

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly store: string;
  /** Undefined: the package's own. */
  readonly ui: string | undefined;
  readonly envFile: string | undefined;
}

export const serveOptions = {
  port: { type: "string" },
  host: { type: "string" },
  store: { type: "string" },
  ui: { type: "string" },
  // Not env-file: Node takes that for an option of its own wherever it stands.
  env: { type: "string" },
} as const;

/** What the command line asks for. Throws a UsageFault. */
export function optionsOf(values: Values, environment: Readonly<Record<string, string | undefined>>): ServeOptions {
  return {
    port: portOf(textOf(values, "port") ?? environment.PORT ?? "8787"),
    host: textOf(values, "host") ?? "127.0.0.1",
    store: textOf(values, "store") ?? "sqlite:./sluice.db",
    ui: textOf(values, "ui"),
    envFile: textOf(values, "env"),
  };
}

/** The port that an option names; 0: any. Throws a UsageFault. */
export function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageFault(`${text} is no port; a port is a number from 0 to 65535`);
}
