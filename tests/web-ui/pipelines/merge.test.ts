import { describe, expect, test } from "vitest";

import type { Pipeline } from "../../../web-ui/src/pipelines/model/draft.ts";
import { differencesOf, mergePipelines, type Choices } from "../../../web-ui/src/pipelines/model/merge.ts";
import { pipelineOf, textOf } from "./support.ts";

const merged = (mine: string, theirs: string, choices: Choices): string =>
  textOf(mergePipelines(pipelineOf(mine), pipelineOf(theirs), choices));

describe("what two drafts differ in", () => {
  test("is nothing for drafts that say the same", () => {
    expect(differencesOf(pipelineOf("a; b c"), pipelineOf("a; b c"))).toEqual([]);
  });

  test("is told by script, with where it stands in each", () => {
    expect(differencesOf(pipelineOf("a; b; mine"), pipelineOf("a b; theirs"))).toEqual([
      { key: "script b", name: "b", mine: "layer 2", theirs: "layer 1" },
      { key: "script mine", name: "mine", mine: "layer 3", theirs: "not there" },
      { key: "script theirs", name: "theirs", mine: "not there", theirs: "layer 2" },
    ]);
  });

  test("is told by setting, with what each has", () => {
    const theirs: Pipeline = { ...pipelineOf("a"), settings: { onError: "allow" } };
    expect(differencesOf(pipelineOf("a"), theirs)).toEqual([
      { key: "setting onError", name: "If a script fails", mine: "not set", theirs: "allow" },
    ]);
  });
});

describe("merging two drafts", () => {
  test("keeps mine where nothing is chosen", () => {
    expect(merged("a; b", "c", {})).toBe("a; b");
  });

  test.each([
    ["a script that only they have goes beside its neighbour there", "a; b", "a x; b", { "script x": "theirs" }, "a x; b"],
    ["or behind what runs before it there", "a; b; c", "a; x; c", { "script x": "theirs" }, "a; x; b; c"],
    ["or first, when nothing does", "a; b", "x; a; b", { "script x": "theirs" }, "x; a; b"],
    ["a script that only I have goes when theirs is taken", "a; mine; b", "a; b", { "script mine": "theirs" }, "a; b"],
    ["a script that they moved is moved", "a; b; c", "a; b c", { "script c": "theirs" }, "a; b c"],
    ["a full layer is passed by", "a b c d e; z", "a x; z", { "script x": "theirs" }, "x; a b c d e; z"],
    [
      "what each of us added stays when both are wanted",
      "a; mine; z",
      "a; theirs; z",
      { "script theirs": "theirs", "script mine": "mine" },
      "a; theirs; mine; z",
    ],
  ] as const)("%s", (_, mine, theirs, choices, result) => {
    expect(merged(mine, theirs, choices)).toBe(result);
  });

  test("takes and drops settings one by one", () => {
    const mine: Pipeline = { ...pipelineOf("a"), settings: { onError: "block", failureText: "Mine" } };
    const theirs: Pipeline = { ...pipelineOf("a"), settings: { failureText: "Theirs" } };
    expect(mergePipelines(mine, theirs, { "setting onError": "theirs" }).settings).toEqual({ failureText: "Mine" });
    expect(mergePipelines(mine, theirs, { "setting failureText": "theirs" }).settings).toEqual({
      onError: "block",
      failureText: "Theirs",
    });
  });
});
