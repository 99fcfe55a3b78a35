import { serve, type HttpBindings, type ServerType } from "@hono/node-server";
import type { AddressInfo } from "node:net";

import { UsageFault } from "../cli/command.ts";
import { createApp } from "../src/app.ts";
import { cleanUpTraces } from "../src/cleanup.ts";
import type { Env } from "../src/env.ts";
import { openOnce, serviceOn, type OpenService } from "../src/service.ts";
import { daily } from "./daily.ts";
import type { OpenedStore } from "./stores.ts";

export interface ServerOptions extends OpenedStore {
  readonly port: number;
  readonly host: string;
  readonly env: Env;
  readonly asset: (request: Request) => Promise<Response | undefined>;
}

export interface RunningServer {
  readonly url: string;
  /** Takes no more requests, lets those under way and the saving of traces end, and closes the store. */
  stop(): Promise<void>;
}

/** How long requests may take to end once the server is to stop. */
const stopWithinMs = 10_000;

/** Serves the app. Rejects with a UsageFault for settings that do not fit, and when it cannot listen. */
export async function startServer({ port, host, env, store, close, asset }: ServerOptions): Promise<RunningServer> {
  const open = openOnce(serviceOn(() => store));
  await requireFitting(env, open);
  const addresses = new WeakMap<Request, string>();
  const app = createApp({ open, clientAddress: (request) => addresses.get(request), asset });
  const pending = new Set<Promise<unknown>>();
  const waitUntil = (work: Promise<unknown>): void => {
    const task = work.catch(() => undefined).finally(() => pending.delete(task));
    pending.add(task);
  };
  const context = { waitUntil, passThroughOnException: () => undefined, props: {} };
  const fetch = (request: Request, { incoming }: HttpBindings): Response | Promise<Response> => {
    addresses.set(request, incoming.socket.remoteAddress ?? "unknown");
    return app.fetch(request, env, context);
  };
  const server = await listening({ fetch: fetch as (request: Request) => Promise<Response>, port, hostname: host });
  const stopDaily = daily(async () => void (await cleanUpTraces((await open(env)).control)));
  return {
    url: urlOf(server, host),
    stop: async () => {
      stopDaily();
      await ended(server);
      while (pending.size > 0) await Promise.all(pending);
      await close();
    },
  };
}

/** Variables that do not fit never will: that is told now, and not to everybody who asks. */
async function requireFitting(env: Env, open: OpenService): Promise<void> {
  try {
    await open(env);
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : String(error));
  }
}

function listening(options: Parameters<typeof serve>[0]): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ ...options, overrideGlobalObjects: false }, () => resolve(server));
    server.once("error", reject);
  });
}

async function ended(server: ServerType): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const connections = server as Partial<Record<"closeIdleConnections" | "closeAllConnections", () => void>>;
  connections.closeIdleConnections?.();
  const late = setTimeout(() => connections.closeAllConnections?.(), stopWithinMs);
  await closed;
  clearTimeout(late);
}

function urlOf(server: ServerType, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
