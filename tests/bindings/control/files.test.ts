import { describe, expect, test } from "vitest";
import { conflict, deploy, refused, sample, signup, type Deployment } from "./deployment.ts";

const files = {
  "pipelines/before_signup.json":
    '{\n  "trigger": "before_signup",\n  "onError": "block",\n  "layers": [\n    [\n      "geo-block"\n    ]\n  ]\n}\n',
  "scripts/geo-block.json": '{\n  "name": "Geo block"\n}\n',
  "scripts/geo-block.lua": "return {}\n",
  "scripts/plain.lua": "return nil",
};
const pipeline = { trigger: "before_signup", onError: "block", layers: [["geo-block"]] } as const;

async function filled(): Promise<Deployment> {
  const deployment = deploy();
  const { scripts, pipelines } = deployment.control;
  await scripts.save({ id: "plain", code: "return nil" }, { note: "n" });
  await scripts.save({ id: "geo-block", name: "Geo block", code: "return {}\n" });
  await pipelines.saveDraft(pipeline);
  return deployment;
}

describe("exporting", () => {
  test("writes scripts as they are, names where they are not the id, and drafts, in the order of paths", async () => {
    const { control } = await filled();
    const exported = await control.exportFiles();
    expect(exported).toEqual(files);
    expect(Object.keys(exported)).toEqual(Object.keys(files));
  });

  test("writes the same whatever order things were made and their members given in", async () => {
    const { control } = deploy();
    await control.pipelines.saveDraft({ layers: [["geo-block"]], onError: "block", trigger: "before_signup" });
    await control.scripts.save({ id: "geo-block", name: "Geo block", code: "return {}\n" });
    await control.scripts.save({ id: "plain", code: "return nil" });
    expect(JSON.stringify(await control.exportFiles())).toBe(JSON.stringify(files));
  });

  test("writes what is published where there is no draft, and leaves out what was deleted", async () => {
    const { control } = await filled();
    await control.scripts.delete("plain");
    await control.pipelines.publish("before_signup", { sample });
    await control.pipelines.discardDraft("before_signup");
    const { "scripts/plain.lua": _, ...rest } = files;
    expect(await control.exportFiles()).toEqual(rest);
  });

  test("names secrets and nothing else of them", async () => {
    const { control } = deploy();
    await control.secrets.set("B_KEY", "correct horse", { hosts: ["api.example.com"] });
    await control.secrets.set("A_KEY", "correct horse");
    await control.secrets.set("GONE", "correct horse");
    await control.secrets.delete("GONE");
    expect(await control.exportFiles()).toEqual({ "secrets.json": '[\n  "A_KEY",\n  "B_KEY"\n]\n' });
  });
});

describe("importing", () => {
  test("tells first what it would do, and writes nothing", async () => {
    const { control, keys } = await filled();
    await control.scripts.save({ id: "extra", code: "" });
    const before = await keys();
    const { changes, problems, missingSecrets } = await control.importFiles({
      "pipelines/before_signup.json": files["pipelines/before_signup.json"],
      "scripts/geo-block.lua": "return {data = {}}\n",
      "scripts/plain.lua": files["scripts/plain.lua"],
      "scripts/new.lua": "return",
      "pipelines/token_build.json": '{"trigger": "token_build", "layers": [["missing"]]}',
      "secrets.json": '["API_KEY"]',
    });
    expect(changes).toEqual([
      { path: "pipelines/before_signup.json", change: "unchanged" },
      { path: "pipelines/token_build.json", change: "created" },
      { path: "scripts/extra.lua", change: "removed" },
      { path: "scripts/geo-block.lua", change: "changed" },
      { path: "scripts/new.lua", change: "created" },
      { path: "scripts/plain.lua", change: "unchanged" },
    ]);
    expect(problems).toMatchObject([{ path: "pipelines/token_build.json", kind: "unknown_script", nodes: ["missing"] }]);
    expect(missingSecrets).toEqual(["API_KEY"]);
    expect(await keys()).toEqual(before);
  });

  test("makes another deployment equal, and a second time nothing", async () => {
    const { control } = deploy();
    const plan = await control.importFiles(files, { note: "from git" });
    expect(await plan.apply()).toEqual({
      applied: ["scripts/geo-block.lua", "scripts/plain.lua", "pipelines/before_signup.json"],
      published: [],
    });
    expect(await control.exportFiles()).toEqual(files);
    expect(await control.scripts.get("geo-block")).toMatchObject({ name: "Geo block", note: "from git" });
    const again = await control.importFiles(files);
    expect(again.changes.every(({ change }) => change === "unchanged")).toBe(true);
    expect(await again.apply()).toEqual({ applied: [], published: [] });
  });

  test("leaves alone what the files do not have, unless it is told to remove it", async () => {
    const { control } = await filled();
    await control.scripts.save({ id: "used", code: "return {}" });
    await control.pipelines.saveDraft({ trigger: "token_build", layers: [["used"]] });
    await (await control.importFiles(files)).apply();
    expect(Object.keys(await control.exportFiles())).toHaveLength(6);
    const { applied } = await (await control.importFiles(files, { remove: true })).apply();
    expect(applied).toEqual(["pipelines/token_build.json", "scripts/used.lua"]);
    expect(await control.exportFiles()).toEqual(files);
  });

  test("publishes when told to, with samples, only what is not published so already", async () => {
    const deployment = deploy();
    const { control, engine } = deployment;
    const unsampled = await control.importFiles(files, { publish: true });
    await expect(unsampled.apply()).rejects.toMatchObject({ code: "dry_run_failed" });
    const options = { publish: true, samples: { before_signup: sample } };
    expect(await (await control.importFiles(files, options)).apply()).toEqual({ applied: [], published: ["before_signup"] });
    expect(await (await engine()).run("before_signup", sample)).toMatchObject({ allowed: true, data: {} });
    expect(await (await control.importFiles(files, options)).apply()).toEqual({ applied: [], published: [] });
    const changed = { ...files, "scripts/geo-block.lua": "return {data = {n = 1}}\n" };
    expect(await (await control.importFiles(changed, options)).apply()).toEqual({
      applied: ["scripts/geo-block.lua"],
      published: ["before_signup"],
    });
  });

  test("does not overwrite what somebody changed since it was planned", async () => {
    const { control } = await filled();
    const plan = await control.importFiles({ ...files, "scripts/plain.lua": "mine" });
    await control.scripts.save({ id: "plain", code: "theirs" });
    await expect(plan.apply()).rejects.toMatchObject(conflict("version"));
    expect(await control.scripts.get("plain")).toMatchObject({ code: "theirs" });
  });

  test.each<[string, any, string]>([
    ["no object", [], "files"],
    ["a file that is no text", { "scripts/a.lua": 5 }, 'files["scripts/a.lua"]'],
    ["a file elsewhere", { "README.md": "" }, 'files["README.md"]'],
    ["a path that leads out", { "scripts/../x.lua": "" }, 'files["scripts/../x.lua"]'],
    ["a script whose name is no id", { "scripts/A.lua": "" }, 'files["scripts/A.lua"]'],
    ["a script that is too long", { "scripts/a.lua": "x".repeat(102_401) }, 'files["scripts/a.lua"].code'],
    ["a name without a script", { "scripts/a.json": '{"name": "A"}' }, 'files["scripts/a.json"]'],
    ["a name that is none", { "scripts/a.lua": "", "scripts/a.json": "[]" }, 'files["scripts/a.json"]'],
    ["a pipeline that is no JSON", { "pipelines/t.json": "{" }, 'files["pipelines/t.json"]'],
    ["a pipeline of another trigger", { "pipelines/t.json": '{"trigger": "u", "layers": []}' }, 'files["pipelines/t.json"]'],
    ["a pipeline with a misspelt member", { "pipelines/t.json": '{"trigger": "t", "layer": []}' }, 'files["pipelines/t.json"]'],
    ["secrets that are no names", { "secrets.json": '{"API_KEY": "value"}' }, 'files["secrets.json"]'],
  ])("refuses %s", async (_, contents, field) => {
    await expect(deploy().control.importFiles(contents)).rejects.toMatchObject(refused(field));
  });

  test("refuses samples that are no contexts", async () => {
    const options = { samples: { before_signup: 5 } } as never;
    await expect(deploy().control.importFiles(files, options)).rejects.toMatchObject(refused("options.samples.before_signup"));
  });
});

test("a draft that was not exported from here is imported as it is, with the graph as it was drawn", async () => {
  const { control } = deploy();
  const graph = { nodes: [{ id: "t", trigger: "before_signup" }, { id: "n", scriptId: "a" }], edges: [{ from: "t", to: "n" }] };
  await (await control.importFiles({
    "pipelines/before_signup.json": JSON.stringify({ trigger: "before_signup", graph }),
    "scripts/a.lua": "return {}",
  })).apply();
  expect(await control.pipelines.draft("before_signup")).toMatchObject({ pipeline: { trigger: signup.trigger, graph } });
  expect(await control.pipelines.check("before_signup")).toEqual([]);
});
