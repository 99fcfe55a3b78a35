import { expect, test } from "vitest";

import { hooksWith, knownHooks } from "../../../web-ui/src/data/hooks.ts";
import { pathsOf } from "../../../web-ui/src/data/paths.ts";
import { scriptUsage } from "../../../web-ui/src/data/script-usage.ts";

test("custom triggers stand behind the hooks of the catalog, in a lane of their own", () => {
  const hooks = hooksWith([
    { trigger: "before_signup" },
    { trigger: "before_invite", mode: "async" },
    { trigger: "x" },
  ]);
  expect(hooks.slice(0, knownHooks.length)).toEqual(knownHooks);
  expect(hooks.slice(knownHooks.length)).toMatchObject([
    { name: "before_invite", mode: "async", lane: "custom", failureText: null, context: null },
    { name: "x", mode: "blocking", failureText: "The request could not be completed." },
  ]);
});

test("the uses of a script tell drafts from what is published", () => {
  const published = {
    version: 1,
    planHash: "",
    revision: 1,
    publishedAt: 0,
    changedBy: "",
    authentic: true,
    layers: [["a"], ["b"]],
  };
  const draft = { revision: 1, updatedAt: 0, updatedBy: "", problems: 0, layers: [["a", "c"]], scripts: ["a", "c"] };
  const uses = scriptUsage([
    { trigger: "before_signup", enabled: true, draft, published },
    { trigger: "token_build", enabled: true, published },
  ]);
  expect(uses.get("a")).toEqual([
    { trigger: "before_signup", draft: true, published: true },
    { trigger: "token_build", draft: false, published: true },
  ]);
  expect(uses.get("c")).toEqual([{ trigger: "before_signup", draft: true, published: false }]);
  expect(uses.get("d")).toBeUndefined();
});

test("both homes have the same screens under their own addresses", () => {
  expect(pathsOf("playground").pipelines("before_signup", "graph")).toBe("/playground/pipelines/before_signup/graph");
  expect(pathsOf("admin").pipelines("before_signup")).toBe("/admin/pipelines/before_signup");
  expect([pathsOf("playground").scripts(), pathsOf("admin").scripts("a")]).toEqual([
    "/playground/scripts",
    "/admin/pipelines/scripts/a",
  ]);
});
