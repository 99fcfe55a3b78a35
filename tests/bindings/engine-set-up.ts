import { expect, vi } from "vitest";
import { z } from "zod";
import { openEngine } from "../../bindings/js/engine.ts";
import { defineHook, type HookDefinition } from "../../bindings/js/hooks.ts";
import type { EngineOptions, Incident } from "../../bindings/js/options.ts";
import { fakeModule, type FakeCalls } from "./fake-module.ts";
import { faultyStore, type FaultyStore } from "./faulty-store.ts";

export const invite = defineHook({
  name: "before_invite",
  mode: "blocking",
  context: z.looseObject({}),
  failureText: "No invitations today.",
});
export const key = { id: "k1", key: Buffer.alloc(32).toString("base64") };
export const context = { email: "ada@example.com" };
export const user = { user: { id: "1" } };

/** An engine over a store that a test can break, with everything it reports kept. */
export function setUp(calls: FakeCalls = {}, options: Partial<EngineOptions<HookDefinition>> = {}) {
  const store = faultyStore();
  const incidents: Incident[] = [];
  const start = vi.fn(async () => fakeModule(calls));
  const onError = (incident: Incident): void => void incidents.push(incident);
  const engine = openEngine<typeof invite>({ store, onError, now: () => 5_000, hooks: [invite], ...options } as never, {
    start,
    engineHash: "e".repeat(64),
    clock: "live",
  });
  const traces = async (): Promise<any[]> => {
    await engine.close();
    const { keys } = await store.list({ prefix: "sluice:tr:" });
    return Promise.all(keys.map(async ({ name }) => JSON.parse((await store.get(name))!)));
  };
  return { engine, store, start, incidents, traces };
}

export async function publish(store: FaultyStore, trigger: string, plan: object = {}, revision = 1): Promise<void> {
  const hash = `${trigger}${revision}`;
  await store.put(`sluice:plan:${hash}`, JSON.stringify({ trigger, hash, ...plan }));
  await store.put(`sluice:pointer:${trigger}`, JSON.stringify({ trigger, planHash: hash, revision }));
}

export const denial = (error: string, code: string) => ({ allowed: false, error, code, traceId: expect.any(String) });
export const unavailable = denial("Sign-up isn't available right now.", "store_unavailable");
