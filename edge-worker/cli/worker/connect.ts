import type { Control } from "sluice";
import { ApiClient, remoteControl } from "sluice/remote";

import { textOf, UsageFault, type Call } from "../command.ts";
import { rootOf } from "../folder/option.ts";
import { environmentOf, readSettings } from "../folder/settings.ts";
import { readSecret } from "../terminal/ask.ts";

/** The options that every command on a worker has. */
export const workerOptions = {
  folder: { type: "string", short: "C" },
  server: { type: "string" },
  token: { type: "string" },
} as const;

export const workerHelp = `  -C, --folder DIR     the folder (default: here)
  --server URL         the worker (default: SLUICE_SERVER, else server in sluice.json)

The token comes from SLUICE_TOKEN, in the environment or in .env of the folder; on a terminal it is asked for. One of
the environment goes to no worker that only the folder names.`;

/** A worker that a command talks to. */
export interface Worker {
  readonly origin: string;
  readonly api: ApiClient;
  readonly control: Control;
}

/**
 * The worker of a call; nothing is sent to it yet. Asks for the token on a terminal where there is none. Throws a
 * UsageFault where its address or the token is missing.
 */
export async function connect(call: Call): Promise<Worker> {
  const root = rootOf(call);
  const env = environmentOf(root, call.terminal.env);
  const settings = readSettings(root);
  const origin = originOf(textOf(call.values, "server") ?? env.SLUICE_SERVER ?? settings.server);
  refuseUnnamed(call, origin);
  const token = await tokenOf(call, env.SLUICE_TOKEN, origin);
  const actor = env.SLUICE_ACTOR ?? settings.actor;
  const credentials = { token, ...(actor !== undefined && { actor }) };
  const api = new ApiClient({ origin, credentials: () => credentials });
  return { origin, api, control: remoteControl(api) };
}

function originOf(server: string | undefined): string {
  if (server === undefined) {
    throw new UsageFault("which worker? Give --server URL, or set SLUICE_SERVER or server in sluice.json");
  }
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageFault(`${server} is no address of a worker, as https://login.example.com`);
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new UsageFault(`${server}: over http anybody on the way would read the token; use https`);
  }
  return `${url.origin}${url.pathname.replace(/\/$/, "")}`;
}

/**
 * A folder may be somebody else's, and the token of the environment is not theirs to send anywhere: that token goes to
 * this machine, and else only where whoever calls has said.
 */
function refuseUnnamed({ values, terminal: { env } }: Call, origin: string): void {
  const isNamed = textOf(values, "server") !== undefined || env.SLUICE_SERVER !== undefined;
  const isOfEnvironment = textOf(values, "token") === undefined && env.SLUICE_TOKEN !== undefined;
  if (isNamed || !isOfEnvironment || isLoopback(new URL(origin).hostname)) return;
  throw new UsageFault(
    `the folder names ${origin} as the worker, and SLUICE_TOKEN is of the environment: to send it there, ` +
      `say --server ${origin}, or set SLUICE_SERVER as well`,
  );
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

async function tokenOf({ values, terminal }: Call, fromEnv: string | undefined, origin: string): Promise<string> {
  const given = textOf(values, "token");
  if (given !== undefined) {
    terminal.warn("sluice: whoever lists processes sees the token of --token: better set SLUICE_TOKEN");
  }
  const known = given ?? fromEnv ?? "";
  const token =
    known === "" && terminal.interactive ? await readSecret(terminal, `Token of ${origin} (not shown): `) : known;
  if (token === "") throw new UsageFault("there is no token: set SLUICE_TOKEN");
  if (/^[\x21-\x7e]{1,512}$/.test(token)) return token;
  throw new UsageFault("SLUICE_TOKEN is no token: it has characters that no header can carry");
}
