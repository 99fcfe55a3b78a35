import { createControl, createEngine, type Control, type Engine, type Outcome } from "sluice";
import type { KeyValueStore } from "../../../../bindings/js/stores/store.ts";

// One deployment in a namespace of its own, as its engine and its control plane see it. No test runner: it runs
// wherever the store does.

const keyOf = (id: string, letter: string) => ({ id, key: btoa(letter.repeat(32)) });
export const oldKey = keyOf("old", "o");
export const newKey = keyOf("new", "n");

// Standing still, so that the same changes make the same records.
const now = (): number => 1_700_000_000_000;

export const trigger = "before_signup";
export const tracedTrigger = "token_build";
export const sample = { email: "ada@acme.example" };

/** Leaves no trace where it succeeds, so that looking changes nothing. */
export const pipeline = { trigger, layers: [["a"]], sampling: { trace: 0 } };

/** Answers a number, and what only somebody with the secret can know. */
export const code = (n: number): string => `return {data = {n = ${n}, mac = helpers.hmac("x", helpers.secret("KEY"))}}`;

/** A namespace of a store, seen by those who have just come. */
export interface Deployment {
  readonly store: KeyValueStore;
  readonly namespace: string;
  readonly control: Control;
  /** An engine that has seen nothing yet. */
  engine(): Promise<Engine>;
}

export function deploymentIn(store: KeyValueStore, namespace: string, secretKeys = [oldKey, newKey]): Deployment {
  const shared = { store, namespace, secretKeys, now };
  return {
    store,
    namespace,
    control: createControl({ ...shared, actor: "ada" }),
    engine: () => createEngine({ ...shared, onError: () => undefined }),
  };
}

/** Two versions published, a third saved, a draft, a secret, a script nobody uses, and a trigger that keeps everything. */
export async function prepare({ control: { scripts, pipelines, secrets } }: Deployment): Promise<void> {
  await secrets.set("KEY", "the first value");
  for (const n of [0, 1]) {
    await scripts.save({ id: "a", code: code(n) });
    await pipelines.publish(pipeline, { sample });
  }
  await scripts.save({ id: "a", code: code(2) });
  await scripts.save({ id: "unused", code: "return {}" });
  await pipelines.saveDraft({ ...pipeline, onError: "allow" });
  await pipelines.publish({ trigger: tracedTrigger, layers: [["a"]], sampling: { trace: 1, journal: 1 } });
}

/** Everything of a deployment that somebody could see but traces and the audit log. Equal views are equal states. */
export async function view({ control, engine }: Deployment): Promise<object> {
  const { scripts, pipelines, cases, secrets } = control;
  const saved = await scripts.list();
  return {
    outcome: await outcomeOf(await engine()),
    scripts: await Promise.all(saved.map(async ({ id }) => [await scripts.get(id), (await scripts.versions(id)).items])),
    draft: await pipelines.draft(trigger),
    cases: await Promise.all((await cases.list()).map(({ name }) => cases.get(name))),
    pipelines: await pipelines.list(),
    versions: (await pipelines.versions(trigger)).items,
    // Which key seals is nobody's business while both are there.
    secrets: (await secrets.list()).map(({ kid: _, ...secret }) => secret),
  };
}

/** What a run answers, without the trace that a fault leaves. */
export async function outcomeOf(engine: Engine): Promise<Outcome> {
  const { traceId: _, ...outcome } = await engine.run(trigger, sample);
  await engine.close();
  return outcome as Outcome;
}

/** What is wrong with the traces: each that is listed has to be there with its span, and its journal to be readable. */
export async function traceFaults({ control: { traces, journals } }: Deployment): Promise<string[]> {
  const faults: string[] = [];
  for (const query of [{}, { trigger: tracedTrigger }, { trigger: tracedTrigger, status: "success" as const }]) {
    for (const { id } of (await traces.list(query)).traces) {
      const trace = await traces.get(id);
      if (trace?.spans.length !== 1) faults.push(`trace ${id} has ${trace?.spans.length ?? "no"} spans`);
      const journal = await journals.get(id);
      if (journal && journal.traceId !== id) faults.push(`journal ${id} is that of another trace`);
    }
  }
  return faults;
}

/** The changes that the audit log tells of. */
export async function auditOf({ control }: Deployment): Promise<string[]> {
  const { items } = await control.audit.list({ limit: 200 });
  return items.map(({ action, target }) => `${action} ${target}`).sort();
}
