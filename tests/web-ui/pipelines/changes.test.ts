import { describe, expect, test } from "vitest";

import { changesSince, isUnchanged } from "../../../web-ui/src/pipelines/model/changes.ts";
import { changeSettings } from "../../../web-ui/src/pipelines/model/draft.ts";
import { layersOf, pipelineOf } from "./support.ts";

const versions = new Map(["a", "b", "c", "d", "e"].map((id) => [id, 1]));

function changes(before: string, after: string, edited: readonly string[] = []) {
  const published = {
    pipeline: { trigger: "before_signup", layers: layersOf(before) },
    scripts: Object.fromEntries(versions),
  };
  const now = new Map([...versions, ...edited.map((id) => [id, 2] as const)]);
  const { cards, removed, count } = changesSince(pipelineOf(after), published, now);
  return { cards: Object.fromEntries(cards), removed, count };
}

describe("since what is published", () => {
  test.each([
    ["a; b", "a; b", {}],
    ["a; b", "a; c; b", { c: "new" }],
    ["a; b", "c; a; b", { c: "new" }],
    ["a; b c; d", "a; b; c; d", { c: "moved" }],
    ["a; b; c", "b; c; a", { a: "moved" }],
    ["a; b", "b; a", { b: "moved" }],
    ["a; b", "a b", { b: "moved" }],
    ["a b c", "c b a", {}],
    ["a", "a; a", { "a#2": "new" }],
  ])("%s as %s has these cards changed: %j", (before, after, cards) => {
    expect(changes(before, after).cards).toEqual(cards);
  });

  test("a script with a newer version is edited", () => {
    expect(changes("a; b", "a; b", ["b"])).toEqual({ cards: { b: "edited" }, removed: [], count: 1 });
  });

  test("a script that is gone is removed, one that stands once less is too", () => {
    expect(changes("a; b", "a").removed).toEqual(["b"]);
    expect(changes("a; a", "a").removed).toEqual(["a"]);
  });

  test("settings count by their names, and one that says its default is none", () => {
    const draft = changeSettings(pipelineOf("a"), { onError: "block", sampling: { trace: 0.5, journal: 0 } });
    const published = { pipeline: { trigger: "before_signup", layers: [["a"]] }, scripts: { a: 1 } };
    expect(changesSince(draft, published, versions).settings).toEqual(["keep traces"]);
  });

  test("without anything published all is new", () => {
    expect(changesSince(pipelineOf("a; b"), undefined, versions)).toMatchObject({ count: 2, removed: [] });
  });
});

test("only another order within a layer is a change that no card tells", () => {
  const published = { pipeline: { trigger: "before_signup", layers: [["a", "b"]] }, scripts: { a: 1, b: 1 } };
  const draft = pipelineOf("b a");
  const found = changesSince(draft, published, versions);
  expect(found.count).toBe(0);
  expect(isUnchanged(found, draft, published)).toBe(false);
  expect(isUnchanged(found, pipelineOf("a b"), published)).toBe(true);
});
