import { createControl, createEngine, type Control, type ControlOptions, type Engine, type EngineOptions } from "sluice";
import { faultyStore, type FaultyStore } from "../faulty-store.ts";

export const keyNamed = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill).toString("base64") });
export const k1 = keyNamed("k1", 1);
export const k2 = keyNamed("k2", 2);

/** A store with a control plane and an engine over it, and a clock that only the test moves. */
export interface Deployment {
  readonly store: FaultyStore;
  readonly clock: { now: number };
  readonly control: Control;
  /** The control plane in somebody else's hands. */
  readonly as: (actor: string, options?: Partial<ControlOptions>) => Control;
  readonly engine: (options?: Partial<EngineOptions>) => Promise<Engine>;
  /** The record under a key without its namespace; null if there is none. */
  readonly record: (key: string) => Promise<any>;
  /** Changes a record behind the back of the control plane. */
  readonly tamper: (key: string, change: (record: any) => object) => Promise<void>;
  readonly keys: (prefix?: string) => Promise<string[]>;
}

export function deploy(options: Partial<ControlOptions> = {}): Deployment {
  const store = faultyStore();
  const clock = { now: 1_700_000_000_000 };
  const shared = { store, secretKeys: [k1], now: () => clock.now };
  const as: Deployment["as"] = (actor, changes = {}) => createControl({ ...shared, actor, ...options, ...changes });
  const record = async (key: string) => JSON.parse((await store.get(`sluice:${key}`)) ?? "null");
  return {
    store,
    clock,
    control: as("ada"),
    as,
    engine: (changes = {}) => createEngine({ ...shared, onError: () => undefined, ...changes }),
    record,
    tamper: async (key, change) => store.put(`sluice:${key}`, JSON.stringify(change(await record(key)))),
    keys: async (prefix = "") => {
      const { keys } = await store.list({ prefix: `sluice:${prefix}` });
      return keys.map(({ name }) => name.slice("sluice:".length));
    },
  };
}

export const sample = { email: "ada@example.com" };
export const signup = { trigger: "before_signup", layers: [["a"]] };

/** Saves script "a" and publishes it alone for before_signup. */
export async function publishScript({ control }: Deployment, code: string): Promise<void> {
  await control.scripts.save({ id: "a", code });
  await control.pipelines.publish(signup, { override: true });
}

/** A script that hands on a number. */
export const answer = (n: number) => `return {data = {n = ${n}}}`;

/** What before_signup hands on now; undefined when it runs nothing. */
export async function dataOf(deployment: Deployment): Promise<object | undefined> {
  const outcome = await (await deployment.engine()).run("before_signup", sample);
  return outcome.allowed ? outcome.data : undefined;
}

export const refused = (field: string) => ({ code: "invalid_options", field });

/** What a call rejects with that names what is not there. */
export const missing = (field: string) => ({ code: "not_found", field });
export const conflict = (field?: string) => ({ code: "conflict", ...(field !== undefined && { field }) });
