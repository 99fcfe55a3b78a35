import { createControl, hooks, memoryStore } from "sluice";
import { expect, test } from "vitest";

import { knownHooks } from "../../../web-ui/src/data/hooks.ts";
import { sampleContext } from "../../../web-ui/src/pipelines/model/samples.ts";
import { freeScriptId, scriptIdFrom, templateFor } from "../../../web-ui/src/pipelines/model/templates.ts";

const custom = (["blocking", "enrichment", "async"] as const).map((mode) => ({
  name: `custom_${mode}`,
  mode,
  context: null,
}));

test.each([...knownHooks, ...custom].map((hook) => [hook.name, hook] as const))(
  "the template of %s allows its sample, as it is and without calling anything",
  async (name, { mode, context }) => {
    const control = createControl({ store: memoryStore(), actor: "test" });
    await control.scripts.save({ id: "new", code: templateFor({ trigger: name, mode }) });
    const pipeline = { trigger: name, mode, layers: [["new"]] };
    const { outcome, trace, wouldCall } = await control.pipelines.dryRun(pipeline, sampleContext(context));
    expect(trace!.spans.filter(({ status }) => status === "error")).toEqual([]);
    expect([outcome.allowed, wouldCall]).toEqual([true, []]);
  },
);

test("there are templates for no other trigger than the catalog's", () => {
  expect(knownHooks.map(({ name }) => name)).toEqual(hooks.map(({ name }) => name));
});

test.each([
  ["Geo block", "geo_block"],
  ["  Über-Prüfung! ", "uber-prufung"],
  ["__x", "x"],
  ["…", ""],
  ["a".repeat(80), "a".repeat(64)],
])("%s becomes the id %s", (text, id) => {
  expect(scriptIdFrom(text)).toBe(id);
});

test("an id that is taken gets a number", () => {
  expect(freeScriptId("a", new Set(["a", "a_2"]))).toBe("a_3");
  expect(freeScriptId("!", new Set())).toBe("script");
});
