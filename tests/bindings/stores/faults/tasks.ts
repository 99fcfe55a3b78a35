import type { KeyValueStore } from "../../../../bindings/js/stores/store.ts";
import { changes, type ChangeName } from "./changes.ts";
import { damageFaults } from "./damage.ts";
import { auditOf, code, deploymentIn, outcomeOf, pipeline, prepare, traceFaults, view, type Deployment } from "./deployment.ts";
import { meddledStore, type Meddle } from "./meddled-store.ts";

/** When the force strikes: beside which of the change's writes, counted from 1. */
export interface Moment {
  readonly write: number;
  /** During: it is sent, and nobody waits for its answer. */
  readonly when: "before" | "during" | "after";
}

/** Something to be done where the store is. Plain JSON, as are the answers. */
export type Task = { readonly namespace: string } & (
  | { readonly kind: "prepare" | "look" | "damage" }
  | { readonly kind: "change"; readonly change: ChangeName }
  | { readonly kind: "interrupted"; readonly change: ChangeName; readonly moment: Moment }
  | { readonly kind: "raced"; readonly change: ChangeName; readonly write: number }
);

/** How a deployment looks to those who have just come. */
export interface Look {
  readonly view: object;
  readonly traces: number;
  readonly audit: readonly string[];
  readonly faults: readonly string[];
  /** What its trigger hands on after yet another publish. */
  readonly next: unknown;
}

/** What came of a change that somebody else made at the same time: "done" or an error code, and the state then. */
export interface Raced {
  readonly answer: string;
  readonly view: object;
}

/** Does a task. `end` brings the end by force of whatever the test kills; when it comes back, others have died. */
export async function runTask(store: KeyValueStore, task: Task, end: () => unknown): Promise<unknown> {
  const { namespace } = task;
  const deployment = deploymentIn(store, namespace);
  const meddled = (meddle: Meddle): Deployment => deploymentIn(meddledStore(store, meddle), namespace);
  switch (task.kind) {
    case "prepare":
      await prepare(deployment);
      return view(deployment);
    case "change":
      return countedChange(meddled, task.change);
    case "interrupted":
      return changes[task.change](meddled(interruption(task.moment, end)));
    case "raced":
      return race(deployment, meddled, task.change, task.write);
    case "damage":
      return damageFaults(deployment);
    case "look":
      return look(deployment);
  }
}

type Meddled = (meddle: Meddle) => Deployment;

/** How many writes a change makes. */
async function countedChange(meddled: Meddled, change: ChangeName): Promise<number> {
  let writes = 0;
  await changes[change](
    meddled((number, write) => {
      writes = number;
      return write();
    }),
  );
  return writes;
}

function interruption({ write: struck, when }: Moment, end: () => unknown): Meddle {
  return async (number, write) => {
    if (number !== struck) return write();
    if (when === "after") {
      await write();
      await end();
      throw new Error("The answer to a write was lost.");
    }
    const made = when === "during" ? write() : undefined;
    made?.catch(() => undefined);
    await end();
    return made ?? write();
  };
}

/** Somebody else makes the same change from beginning to end just before one of the writes. */
async function race(deployment: Deployment, meddled: Meddled, change: ChangeName, raced: number): Promise<Raced> {
  const slower = meddled(async (number, write) => {
    if (number === raced) await changes[change](deployment);
    return write();
  });
  const answer = await changes[change](slower).then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
  return { answer, view: await view(deployment) };
}

async function look(deployment: Deployment): Promise<Look> {
  const seen = await view(deployment);
  const { traces, scripts, pipelines } = deployment.control;
  const count = (await traces.list()).traces.length;
  const audit = await auditOf(deployment);
  const faults = await traceFaults(deployment);
  await scripts.save({ id: "a", code: code(9) });
  await pipelines.publish(pipeline, { override: true });
  await pipelines.enable(pipeline.trigger);
  const next = await outcomeOf(await deployment.engine());
  return { view: seen, traces: count, audit, faults, next: next.allowed ? next.data?.["n"] : next };
}
