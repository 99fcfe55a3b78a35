import { memoryStore } from "sluice";
import { expect, test } from "vitest";

import { localWorkspace, type PlaygroundWorkspace } from "../../../../web-ui/src/data/local/workspace.ts";
import { examples } from "../../../../web-ui/src/examples/index.ts";
import { loadExample } from "../../../../web-ui/src/playground/load-example.ts";
import { packLink, unpackLink } from "../../../../web-ui/src/playground/share/link.ts";
import {
  filesOf,
  openShared,
  planOpening,
  shareOf,
} from "../../../../web-ui/src/playground/share/shared-playground.ts";
import { threadOf } from "../../data/local/host-thread.ts";

function openWorkspace(): PlaygroundWorkspace {
  const store = memoryStore();
  const { keeper } = threadOf(async () => ({ store, keptIn: "memory" }));
  return localWorkspace((method, args, signal) => keeper.call(method, args, signal));
}

const example = (id: string) => examples.find((each) => each.id === id)!;

test("a pipeline that is shared runs to the same outcome in another browser", async () => {
  const [from, to] = [openWorkspace(), openWorkspace()];
  await loadExample(from, example("sign-up-risk"));
  const [{ context }] = example("sign-up-risk").samples;
  const shared = await unpackLink(await packLink(await shareOf(from, "before_signup", JSON.stringify(context))));
  const plan = await planOpening(to, shared);
  expect(plan.changes.every(({ change }) => change === "created")).toBe(true);
  expect(plan.missingSecrets).toEqual(["GEO_KEY"]);
  await openShared(to, shared, plan);
  await to.control.secrets.set("GEO_KEY", "another-key-of-some-length", { hosts: ["geo.example.com"] });
  const options = { mocks: { fetch: shared.mocks }, secrets: "stored" } as const;
  const runs = await Promise.all(
    [from, to].map(({ control }) => control.pipelines.dryRun("before_signup", context, options)),
  );
  expect(runs[1]?.outcome).toEqual(runs[0]?.outcome);
  expect(runs[0]?.outcome.allowed).toBe(true);
});

test("no value of a secret is in a link", async () => {
  const from = openWorkspace();
  await loadExample(from, example("sign-up-risk"));
  const shared = await shareOf(from, "before_signup", "{}");
  expect(JSON.stringify(shared)).not.toContain("geo-key-for-the-playground");
});

test("what was there stays in the history of a script that a link changes", async () => {
  const [from, to] = [openWorkspace(), openWorkspace()];
  await loadExample(from, example("sign-up-risk"));
  const shared = await shareOf(from, "before_signup", "{}");
  const [path = ""] = Object.keys(shared.files).filter((name) => name.endsWith(".lua"));
  const id = /scripts\/(.+)\.lua/.exec(path)?.[1] ?? "";
  await to.control.scripts.save({ id, name: id, code: "return { data = { mine = true } }" });
  const plan = await planOpening(to, shared);
  expect(plan.changes.find((change) => change.path === path)?.change).toBe("changed");
  await openShared(to, shared, plan);
  expect((await to.control.scripts.get(id))?.code).toBe(shared.files[path]);
  expect((await to.control.scripts.version(id, 1))?.code).toContain("mine");
});

test("only the scripts of the pipeline are shared, and the secrets that they write out", () => {
  const files = {
    "pipelines/before_signup.json": '{"trigger":"before_signup","layers":[["geo"],["risk"]]}',
    "pipelines/after_signin.json": '{"trigger":"after_signin","layers":[["mail"]]}',
    "scripts/geo.lua": 'helpers.secret("GEO_KEY")',
    "scripts/geo.json": '{"name":"Geo"}',
    "scripts/risk.lua": "return",
    "scripts/mail.lua": 'helpers.secret("MAIL_KEY")',
    "secrets.json": '["GEO_KEY","MAIL_KEY"]',
  };
  expect(filesOf(files, "before_signup")).toEqual({
    "pipelines/before_signup.json": files["pipelines/before_signup.json"],
    "scripts/geo.lua": files["scripts/geo.lua"],
    "scripts/geo.json": files["scripts/geo.json"],
    "scripts/risk.lua": files["scripts/risk.lua"],
    "secrets.json": '["GEO_KEY"]',
  });
});

test.each([[null], [{}], [{ url: 5 }], [{ url: "https://a.example.com/", headers: { a: null } }]])(
  "a link with what is no mock is refused, and nothing of it is written: %j",
  async (mock) => {
    const [from, to] = [openWorkspace(), openWorkspace()];
    await loadExample(from, example("sign-up-risk"));
    const shared = { ...(await shareOf(from, "before_signup", "{}")), mocks: [mock] as never };
    await expect(openShared(to, shared, await planOpening(to, shared))).rejects.toMatchObject({
      code: "invalid_options",
    });
    expect([await to.mocks.list(), await to.control.scripts.list()]).toEqual([[], []]);
  },
);
