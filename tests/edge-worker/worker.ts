import { createExecutionContext, SELF, waitOnExecutionContext } from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import { createControl, type Control, type Outcome, type Trace } from "sluice";
import { d1Store } from "sluice/stores/d1";
import { vi } from "vitest";
import { createApp, type Host } from "../../edge-worker/src/app.ts";
import type { Env } from "../../edge-worker/src/env.ts";
import { workerHost } from "../../edge-worker/src/hosts/worker.ts";
import { keys, readToken, triggerToken } from "./settings.ts";

/** The bindings of the worker under test. */
export const env = bindings as unknown as Env;

export interface Call {
  readonly method?: string;
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
  readonly body?: BodyInit;
}

/** Sends a request to the worker. */
export function send(path: string, { method = "GET", token = null, headers = {}, body }: Call = {}): Promise<Response> {
  return SELF.fetch(requestFor(path, { method, token, headers, ...(body !== undefined && { body }) }));
}

function requestFor(path: string, { method, token, headers, body }: Call): Request {
  return new Request(`https://worker.test${path}`, {
    ...(method !== undefined && { method }),
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    ...(body !== undefined && { body }),
  });
}

/** What a caller of triggers sends. */
export function triggerCall(body: unknown, changes: Call = {}): Call {
  const { headers = {}, ...others } = changes;
  return {
    method: "POST",
    token: triggerToken,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    ...others,
  };
}

/** Runs a trigger and answers its outcome; anything but 200 is a failure. */
export async function trigger(name: string, context: object, caller: object = {}): Promise<Outcome> {
  const response = await send(`/v1/triggers/${name}`, triggerCall({ context, ...caller }));
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return response.json<Outcome>();
}

/** Reads traces with the read token. */
export function readTraces(path = ""): Promise<Response> {
  return send(`/v1/traces${path}`, { token: readToken });
}

/** The trace of an outcome, once it is saved: that happens after the answer. */
export async function savedTrace({ traceId }: Outcome): Promise<Trace> {
  return eventually(async () => {
    const response = await readTraces(`/${traceId}`);
    return response.ok ? response.json<Trace>() : undefined;
  });
}

/** What `look` answers as soon as it answers something. */
export function eventually<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  return vi.waitUntil(look, { timeout: 20_000 }) as Promise<Found>;
}

/** The control plane over the worker's database. */
export function control(): Control {
  return createControl({ store: d1Store(env.SLUICE_DB!), secretKeys: keys, actor: "test" });
}

/** Makes `code` what a trigger runs. */
export async function publish(triggerName: string, code: string): Promise<void> {
  const id = triggerName.replaceAll("_", "-");
  const desk = control();
  await desk.scripts.save({ id, code });
  await desk.pipelines.publish({ trigger: triggerName, layers: [[id]] }, { override: true });
}

/** A worker of its own in another environment, or with another service; its answer once all its work is done. */
export async function sendTo(
  { changes = {}, host = {} }: { changes?: object; host?: Partial<Host> },
  path: string,
  call: Call = {},
): Promise<Response> {
  const context = createExecutionContext();
  const app = createApp({ ...workerHost(), ...host });
  const response = await app.fetch(requestFor(path, call), { ...env, ...changes }, context);
  await waitOnExecutionContext(context);
  return response;
}
