import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { servedUrl } from "../../../support/served-url.ts";
import { watchWorkers } from "./watched-ui.ts";

/** Tokens of a server of these tests. */
export const tokens = {
  admin: "admin-token-of-the-end-to-end-tests-0",
  read: "read-token-of-the-end-to-end-tests-00",
  trigger: "trigger-token-of-the-end-to-end-tests",
} as const;

/** The key of these servers, whose id is "test". */
export const secretKeyBase64 = Buffer.alloc(32, 7).toString("base64");

/** A real `sluice serve` from the built package, with a store in memory. */
export interface RunningServer {
  readonly url: string;
  /** Calls a trigger of it, as an application does. */
  run(trigger: string, context: object): Promise<{ readonly allowed: boolean; readonly traceId?: string }>;
  /** A request with the admin's token. */
  request(method: string, path: string, body?: object): Promise<Response>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("../../../../dist/program.js", import.meta.url));
const ui = fileURLToPath(new URL("../../../../dist/web-ui", import.meta.url));

/** Why there can be no server; undefined when there can. */
export const serverIsMissing = [program, `${ui}/index.html`].find((path) => !existsSync(path));

/**
 * Starts a server on a free port, on a store of its own unless it is given one. SLUICE_UI names another folder of the
 * built UI than dist/web-ui.
 */
export async function startServer(
  settings: Readonly<Record<string, string>> = {},
  store = "memory",
): Promise<RunningServer> {
  const watched = watchWorkers(process.env["SLUICE_UI"] ?? ui);
  const child = spawn(process.execPath, [program, "serve", "--store", store, "--port", "0", "--ui", watched.folder], {
    env: {
      ...process.env,
      SLUICE_ADMIN_TOKEN: tokens.admin,
      SLUICE_READ_TOKEN: tokens.read,
      SLUICE_TRIGGER_TOKEN: tokens.trigger,
      SLUICE_SECRET_KEYS: `test:${secretKeyBase64}`,
      // Many tests have one address.
      SLUICE_RATE_LIMIT: "100000",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = await servedUrl(child);
  return {
    ...callsTo(url),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      watched.remove();
    },
  };
}

/** What the tests ask of a server at an address. */
export function callsTo(url: string): Omit<RunningServer, "stop"> {
  const send = (token: string, method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${url}/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  return {
    url,
    request: (method, path, body) => send(tokens.admin, method, path, body),
    run: async (trigger, context) => {
      const response = await send(tokens.trigger, "POST", `triggers/${trigger}`, { context });
      if (!response.ok) throw new Error(`${trigger} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as { allowed: boolean; traceId?: string };
    },
  };
}
