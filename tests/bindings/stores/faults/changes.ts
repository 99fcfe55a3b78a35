import { code, deploymentIn, newKey, oldKey, pipeline, sample, tracedTrigger, trigger, type Deployment } from "./deployment.ts";

/** A change of a prepared deployment. Resolves when it is acknowledged. */
type Make = (deployment: Deployment) => Promise<unknown>;

/** Everything that changes what is kept, by what it is called in the tests. */
export const changes = {
  "saving a script": ({ control }) => control.scripts.save({ id: "a", code: code(3) }),
  "deleting a script": ({ control }) => control.scripts.delete("unused"),
  "saving a draft": ({ control }) => control.pipelines.saveDraft({ ...pipeline, onError: "block" }),
  "saving cases": ({ control }) =>
    control.cases.save("a", {
      trigger,
      secrets: { KEY: "a value of its own" },
      cases: [{ name: "lets her in", context: sample, expect: {} }],
    }),
  publishing: ({ control }) => control.pipelines.publish(pipeline, { sample }),
  "rolling back": ({ control }) => control.pipelines.rollback(trigger),
  unpublishing: ({ control }) => control.pipelines.unpublish(trigger),
  "switching off": ({ control }) => control.pipelines.disable(trigger),
  "setting a secret": ({ control }) => control.secrets.set("KEY", "the second value"),
  "putting all under a new key": async ({ store, namespace }) => {
    const { failed } = await deploymentIn(store, namespace, [newKey, oldKey]).control.secrets.rewrap();
    if (failed.length > 0) throw new Error(JSON.stringify(failed));
  },
  "saving a trace": async ({ engine: open }) => {
    const engine = await open();
    await engine.run(tracedTrigger, { token: {} });
    await engine.close();
    if (engine.stats().failedSaves > 0) throw new Error("the trace was not saved");
  },
} satisfies Readonly<Record<string, Make>>;

export type ChangeName = keyof typeof changes;

export const changeNames = Object.keys(changes) as ChangeName[];

/** Changes that find out when somebody else was faster, where the store can tell. */
export const racedNames = ["saving a script", "saving a draft", "saving cases", "publishing", "rolling back", "setting a secret"] as const;
