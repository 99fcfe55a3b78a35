import { describe, expect, test } from "vitest";
import { conflict, deploy, missing, refused, sample, signup } from "./deployment.ts";

const graph = {
  nodes: [
    { id: "t", trigger: "before_signup" },
    { id: "n", scriptId: "a", position: { x: 1, y: 2 } },
  ],
  edges: [{ from: "t", to: "n" }],
};

describe("a draft", () => {
  test("is kept as it was saved, with who saved it and when, and counts its saves", async () => {
    const { control, as, clock } = deploy();
    await control.pipelines.saveDraft({ ...signup, onError: "allow", failureText: "Later." }, { note: "begun" });
    const saved = await as("bob").pipelines.saveDraft({ trigger: "before_signup", graph }, { revision: 1 });
    expect(saved).toEqual({
      pipeline: { trigger: "before_signup", graph },
      revision: 2,
      updatedAt: clock.now,
      updatedBy: "bob",
    });
    expect(await control.pipelines.draft("before_signup")).toEqual(saved);
    expect(await control.pipelines.draft("before_signin")).toBeNull();
  });

  test("changes nothing that runs, even when it could not be published", async () => {
    const { control, engine } = deploy();
    await control.pipelines.saveDraft({ trigger: "before_signup", layers: [["missing"]] });
    expect(await (await engine()).run("before_signup", sample)).toEqual({ allowed: true });
  });

  test("saved over a revision that is not the newest is a conflict, and nothing is lost", async () => {
    const { control } = deploy();
    await control.pipelines.saveDraft(signup, { revision: 0 });
    await expect(control.pipelines.saveDraft(signup, { revision: 0 })).rejects.toMatchObject(conflict("revision"));
    await control.pipelines.saveDraft({ ...signup, onError: "allow" }, { revision: 1 });
    await expect(control.pipelines.saveDraft(signup, { revision: 1 })).rejects.toMatchObject(conflict("revision"));
    expect(await control.pipelines.draft("before_signup")).toMatchObject({ revision: 2, pipeline: { onError: "allow" } });
  });

  test("saved by two at the same time: one wins, the other learns of it", async () => {
    const { control, as } = deploy();
    const saves = await Promise.allSettled([control, as("bob")].map(({ pipelines }) => pipelines.saveDraft(signup)));
    expect(saves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(saves.find(({ status }) => status === "rejected")).toMatchObject({ reason: conflict() });
  });

  test("can be discarded, and the next one goes on counting", async () => {
    const { control } = deploy();
    await control.pipelines.saveDraft(signup);
    await expect(control.pipelines.discardDraft("before_signup", { revision: 5 })).rejects.toMatchObject(conflict("revision"));
    expect(await control.pipelines.discardDraft("before_signup")).toBe(true);
    expect(await control.pipelines.discardDraft("before_signup")).toBe(false);
    expect(await control.pipelines.draft("before_signup")).toBeNull();
    expect(await control.pipelines.saveDraft(signup, { revision: 0 })).toMatchObject({ revision: 3 });
  });

  test.each<[string, any, string]>([
    ["nothing", null, "pipeline"],
    ["no trigger", { layers: [] }, "pipeline.trigger"],
    ["neither layers nor a graph", { trigger: "t" }, "pipeline"],
    ["both", { trigger: "t", layers: [], graph }, "pipeline"],
    ["layers of another form", { trigger: "t", layers: ["a"] }, "pipeline.layers[0]"],
    ["a node without an id", { trigger: "t", graph: { nodes: [{}], edges: [] } }, "pipeline.graph.nodes[0].id"],
    ["a misspelt member", { trigger: "t", layers: [], onerror: "allow" }, "pipeline"],
    ["a mode there is not", { trigger: "t", layers: [], mode: "sync" }, "pipeline.mode"],
    ["more than 256 KB", { trigger: "t", layers: [new Array(5_000).fill("x".repeat(100))] }, "pipeline"],
  ])("with %s is refused", async (_, pipeline, field) => {
    const { control, keys } = deploy();
    await expect(control.pipelines.saveDraft(pipeline)).rejects.toMatchObject(refused(field));
    expect(await keys()).toEqual([]);
  });
});

describe("checking", () => {
  test("tells all problems of a pipeline, or of a draft, and writes nothing", async () => {
    const { control, keys } = deploy();
    await control.scripts.save({ id: "broken", code: "return {" });
    const before = await keys();
    const pipeline = { trigger: "before_signup", layers: [["missing", "gone"]] };
    const problems = await control.pipelines.check(pipeline);
    expect(problems.map(({ kind, nodes }) => [kind, nodes])).toEqual([
      ["unknown_script", ["missing"]],
      ["unknown_script", ["gone"]],
    ]);
    expect(await control.pipelines.check({ trigger: "before_signup", layers: [["broken"]] })).toMatchObject([
      { kind: "syntax_error", nodes: ["broken"] },
    ]);
    expect(await keys()).toEqual(before);
    await control.pipelines.saveDraft(pipeline);
    expect(await control.pipelines.check("before_signup")).toEqual(problems);
  });

  test("finds nothing in a pipeline that could be published", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "return {}" });
    expect(await control.pipelines.check(signup)).toEqual([]);
  });

  test("tells a wrong shape as a problem", async () => {
    const problems = await deploy().control.pipelines.check({ trigger: "before_invite", layers: [] });
    expect(problems).toMatchObject([{ kind: "invalid_plan", message: expect.stringContaining("mode") }]);
  });

  test("refuses a trigger without a draft", async () => {
    await expect(deploy().control.pipelines.check("before_signup")).rejects.toMatchObject(missing("pipeline"));
  });
});

test("the overview has each trigger with its draft, what is published, its switch and how many problems there are", async () => {
  const { control, as, clock, tamper } = deploy();
  await control.scripts.save({ id: "a", code: "return {}" });
  await control.pipelines.saveDraft({ trigger: "before_signin", layers: [["missing"]] }, { note: "later" });
  const { planHash, revision } = await control.pipelines.publish(signup, { sample });
  await as("bob").pipelines.disable("before_signup");
  await control.pipelines.publish({ trigger: "before_invite", mode: "async", layers: [["a"]] });
  await control.pipelines.publish({ trigger: "token_build", layers: [["a"]] });
  await control.pipelines.unpublish("token_build");
  await tamper("pointer:before_invite", (pointer) => ({ ...pointer, planHash: "0".repeat(64) }));
  const { now } = clock;
  const published = { version: 1, layers: signup.layers, planHash, publishedAt: now, changedBy: "bob", authentic: true };
  const draft = { revision: 1, updatedAt: now, updatedBy: "ada", note: "later", layers: [["missing"]], scripts: ["missing"], problems: 1 };
  expect(await control.pipelines.list()).toEqual([
    { trigger: "before_invite", mode: "async", published: expect.objectContaining({ authentic: false }), enabled: true },
    { trigger: "before_signin", mode: "blocking", draft, enabled: true },
    { trigger: "before_signup", mode: "blocking", published: { ...published, revision: revision + 1 }, enabled: false },
    { trigger: "token_build", mode: "enrichment", enabled: true },
  ]);
});

test("the overview has the layers of pipelines that were drawn as a graph, and none while a draft has a cycle", async () => {
  const { control } = deploy();
  await control.scripts.save({ id: "a", code: "return {}" });
  await control.scripts.save({ id: "b", code: "return {}" });
  const nodes = [{ id: "t", trigger: "token_build" }, { id: "1", scriptId: "a" }, { id: "2", scriptId: "b" }];
  const edges = [{ from: "t", to: "1" }, { from: "1", to: "2" }];
  const graph = { nodes, edges };
  await control.pipelines.publish({ trigger: "token_build", graph });
  await control.pipelines.saveDraft({ trigger: "token_build", graph });
  const summary = async () => (await control.pipelines.list())[0];
  expect(await summary()).toMatchObject({ draft: { layers: [["a"], ["b"]], scripts: ["a", "b"] }, published: { layers: [["a"], ["b"]] } });
  await control.pipelines.saveDraft({ trigger: "token_build", graph: { nodes, edges: [...edges, { from: "2", to: "1" }] } });
  const cyclic = (await summary())?.draft;
  expect(cyclic).toMatchObject({ scripts: ["a", "b"], problems: 1 });
  expect(cyclic).not.toHaveProperty("layers");
});
