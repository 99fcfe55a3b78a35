import type { KeyValueStore } from "sluice";
import { createApp } from "../../edge-worker/src/app.ts";
import { openOnce, serviceOn } from "../../edge-worker/src/service.ts";
import { caseFile } from "./route-examples.ts";
import { adminToken, variables } from "./settings.ts";

export interface Sent {
  readonly method?: string;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a text already. */
  readonly body?: unknown;
}

/** The app over a store, without a server. */
export interface Deployment {
  send(path: string, sent?: Sent): Promise<Response>;
  /** Everything in the store but the counts of requests, as text: equal texts are equal stores. */
  dump(): Promise<string>;
}

export function deploy(store: KeyValueStore, changes: Readonly<Record<string, string>> = {}): Deployment {
  const app = createApp({ open: openOnce(serviceOn(() => store)), clientAddress: () => undefined, asset: () => undefined });
  const env = { ...variables, SLUICE_RATE_LIMIT: "0", ...changes };
  return {
    async send(path, { method = "GET", token = adminToken, headers = {}, body } = {}) {
      const pending: Promise<unknown>[] = [];
      const context = { waitUntil: (work: Promise<unknown>) => void pending.push(work), passThroughOnException: () => undefined };
      const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
      const request = new Request(`https://sluice.test${path}`, {
        method,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(text !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(text !== undefined && { body: text }),
      });
      const response = await app.fetch(request, env, context as never);
      await Promise.all(pending);
      return response;
    },
    dump: () => dumpOf(store),
  };
}

async function dumpOf(store: KeyValueStore): Promise<string> {
  const { keys } = await store.list();
  const names = keys.map(({ name }) => name).filter((name) => !name.includes(":rate:"));
  const records = await Promise.all(names.map(async (name) => [name, await store.get(name)]));
  const traces = await store.traces?.("sluice").listTraces({ limit: 200 });
  return JSON.stringify({ records, traces });
}

/** Puts one of everything into a deployment: two versions of a script and of a pipeline, a draft, a secret, a trace with its journal. */
export async function seed({ send }: Deployment): Promise<{ traceId: string }> {
  const script = (code: string): Sent => ({ method: "PUT", body: { code, note: "seeded" } });
  await must(send("/v1/scripts/geo-block", script("return {}")));
  await must(send("/v1/secrets/GEO_KEY", { method: "PUT", body: { value: "a value of some length" } }));
  const layers = [["geo-block"]];
  await must(send("/v1/pipelines/before_signup/draft", { method: "PUT", body: { layers, onError: "block", sampling: { journal: 1 } } }));
  const publish = { method: "POST", body: { sample: { email: "ada@acme.example" } } };
  await must(send("/v1/pipelines/before_signup/publish", publish));
  await must(send("/v1/scripts/geo-block", script('helpers.secret("GEO_KEY") return { data = { country = "NL" } }')));
  await must(send("/v1/pipelines/before_signup/publish", publish));
  await must(send("/v1/scripts/unused", script("return {}")));
  await must(send("/v1/cases/signup", { method: "PUT", body: { file: caseFile } }));
  const run = { method: "POST", body: { context: { email: "ada@acme.example" }, userId: "u1" } };
  return (await must(send("/v1/triggers/before_signup", run))) as { traceId: string };
}

async function must(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}
