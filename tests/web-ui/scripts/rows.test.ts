import type { ScriptSummary } from "sluice";
import { expect, test } from "vitest";

import type { ScriptUse } from "../../../web-ui/src/data/script-usage.ts";
import { scriptRows, sortedBy, type Sorting } from "../../../web-ui/src/scripts/list/rows.ts";

const script = (id: string, changes: Partial<ScriptSummary> = {}): ScriptSummary => ({
  id,
  name: id,
  version: 1,
  createdAt: 1,
  updatedAt: 1,
  updatedBy: "ada",
  ...changes,
});
const scripts = [
  script("geo_risk", { name: "Geo risk", updatedAt: 3 }),
  script("audit", { version: 7, updatedAt: 1, note: "signed" }),
  script("lockout", { updatedAt: 2 }),
];
const usage = new Map<string, ScriptUse[]>([
  ["geo_risk", [{ trigger: "before_signup", draft: true, published: true }]],
  ["audit", [{ trigger: "after_signin", draft: true, published: false }]],
]);
const byId: Sorting = { by: "id", direction: "ascending" };
const idsOf = (search: string, sorting = byId): string[] =>
  scriptRows(scripts, usage, { search, sorting }).map(({ id }) => id);

test("a script is published, in a draft, or used nowhere", () => {
  expect(scriptRows(scripts, usage, { search: "", sorting: byId }).map(({ state }) => state)).toEqual([
    "draft",
    "published",
    "unused",
  ]);
});

test.each([
  ["geo", ["geo_risk"]],
  ["GEO risk", ["geo_risk"]],
  ["signed", ["audit"]],
  ["after_signin", ["audit"]],
  ["geo audit", []],
  ["  ", ["audit", "geo_risk", "lockout"]],
])("a search for %o finds all that have each of its words", (search, ids) => {
  expect(idsOf(search)).toEqual(ids);
});

test("the list is ordered by any of its columns, both ways", () => {
  expect(idsOf("", { by: "updatedAt", direction: "descending" })).toEqual(["geo_risk", "lockout", "audit"]);
  expect(idsOf("", { by: "version", direction: "descending" })).toEqual(["audit", "geo_risk", "lockout"]);
  expect(idsOf("", { by: "uses", direction: "ascending" })).toEqual(["lockout", "audit", "geo_risk"]);
});

test("a column's head turns its order round, and another one begins with the most", () => {
  expect(sortedBy(byId, "id")).toEqual({ by: "id", direction: "descending" });
  expect(sortedBy(byId, "version")).toEqual({ by: "version", direction: "descending" });
});
