import { describe, expect, test } from "vitest";

import {
  changeSettings,
  emptyPipeline,
  insertScript,
  moveCard,
  readPipeline,
  removeCard,
  replaceScript,
  writePipeline,
  type Place,
} from "../../../web-ui/src/pipelines/model/draft.ts";
import { limits, pipelineOf, textOf } from "./support.ts";

const beside = (layer: number, position: number): Place => ({ kind: "layer", layer, position });
const gate = (index: number): Place => ({ kind: "gate", gate: index });
const wide = (count: number) => Array.from({ length: count }, (_, n) => `s${n}`);

describe("inserting a script", () => {
  test.each([
    ["into an empty pipeline", "", gate(0), "x"],
    ["before the first layer", "a; b", gate(0), "x; a; b"],
    ["between two layers", "a; b", gate(1), "a; x; b"],
    ["after the last layer", "a; b", gate(2), "a; b; x"],
    ["at the top of a layer", "a; b", beside(1, 0), "a; x b"],
    ["at the bottom of a layer", "a; b", beside(1, 1), "a; b x"],
  ])("%s", (_, before, place, after) => {
    expect(textOf(insertScript(pipelineOf(before), "x", place, limits).pipeline)).toBe(after);
  });

  test("that stands there already gives it a second card with a key of its own", () => {
    const { pipeline, key } = insertScript(pipelineOf("a; b"), "a", gate(2), limits);
    expect(textOf(pipeline)).toBe("a; b; a");
    expect(key).toBe("a#2");
  });

  test("fills a layer up to the limit and not beyond", () => {
    const four = pipelineOf(wide(4).join(" "));
    const five = insertScript(four, "x", beside(0, 4), limits);
    expect(five.refused).toBeUndefined();
    expect(insertScript(five.pipeline, "y", beside(0, 5), limits)).toEqual({
      pipeline: five.pipeline,
      refused: "Layer 1 is full, 5 of 5.",
    });
  });

  test("adds layers up to the limit and not beyond", () => {
    const ten = insertScript(pipelineOf(wide(9).join("; ")), "x", gate(4), limits);
    expect(ten.pipeline.layers).toHaveLength(10);
    expect(insertScript(ten.pipeline, "y", gate(0), limits).refused).toBe("All layers are used, 10 of 10.");
  });
});

describe("moving a card", () => {
  test.each([
    ["into the layer before", "a; b c; d", "c", beside(0, 1), "a c; b; d"],
    ["into a layer of its own", "a; b c; d", "c", gate(2), "a; b; c; d"],
    ["up within its layer", "a b c", "c", beside(0, 0), "c a b"],
    ["out of a layer it had for itself, which vanishes", "a; b; c", "b", beside(1, 0), "a; b c"],
    ["from a layer of its own to another of its own", "a; b; c", "a", gate(2), "b; c; a"],
  ])("%s", (_, before, key, place, after) => {
    expect(textOf(moveCard(pipelineOf(before), key, place, limits).pipeline)).toBe(after);
  });

  test("back to where it was changes nothing", () => {
    const pipeline = pipelineOf("a; b c; d");
    expect(moveCard(pipeline, "c", beside(1, 1), limits).pipeline).toBe(pipeline);
    expect(moveCard(pipeline, "a", gate(0), limits).pipeline).toBe(pipeline);
  });

  test("within a full layer is allowed, into one is not", () => {
    const pipeline = pipelineOf(`${wide(5).join(" ")}; x`);
    expect(textOf(moveCard(pipeline, "s4", beside(0, 0), limits).pipeline)).toBe("s4 s0 s1 s2 s3; x");
    expect(moveCard(pipeline, "x", beside(0, 0), limits).refused).toBe("Layer 1 is full, 5 of 5.");
  });

  test("alone in one of ten layers can become a layer elsewhere, beside another it cannot", () => {
    const ids = wide(10);
    expect(moveCard(pipelineOf(ids.join("; ")), "s9", gate(0), limits).refused).toBeUndefined();
    expect(moveCard(pipelineOf(`${ids.join("; ")} x`), "x", gate(0), limits).refused).toBeDefined();
  });
});

test("removing the last card of a layer removes the layer", () => {
  expect(textOf(removeCard(pipelineOf("a; b; c"), "b"))).toBe("a; c");
});

test("a replaced card keeps its place and gets a key of its own", () => {
  const { pipeline, key } = replaceScript(pipelineOf("a; b c"), "c", "b");
  expect(textOf(pipeline)).toBe("a; b b");
  expect(key).toBe("b#2");
});

test("a setting that is taken back to its default is no longer saved", () => {
  const pipeline = changeSettings(pipelineOf("a"), { onError: "allow", failureText: "No." });
  expect(writePipeline(pipeline)).toEqual({
    trigger: "before_signup",
    layers: [["a"]],
    onError: "allow",
    failureText: "No.",
  });
  expect(changeSettings(pipeline, { failureText: undefined }).settings).toEqual({ onError: "allow" });
});

test("a custom hook keeps its mode", () => {
  expect(writePipeline(emptyPipeline("before_invite", "blocking"))).toEqual({
    trigger: "before_invite",
    layers: [],
    mode: "blocking",
  });
});

test.each([
  { trigger: "t", layers: [["a"], ["b", "a"]], mode: "async", sampling: { trace: 0.5 } } as const,
  {
    trigger: "before_signup",
    graph: {
      nodes: [
        { id: "start", trigger: "before_signup" },
        { id: "n1", scriptId: "a" },
      ],
      edges: [{ from: "start", to: "n1" }],
    },
  },
])("a draft is written as it was read: %j", (draft) => {
  expect(writePipeline(readPipeline(draft))).toEqual(draft);
});

test("editing the layers of a drawn pipeline gives up the drawing", () => {
  const drawn = readPipeline({
    trigger: "t",
    graph: {
      nodes: [
        { id: "t", trigger: "t" },
        { id: "n1", scriptId: "a" },
      ],
      edges: [{ from: "t", to: "n1" }],
    },
  });
  const { pipeline } = insertScript(drawn, "b", gate(1), limits);
  expect(writePipeline(pipeline)).toEqual({ trigger: "t", layers: [["a"], ["b"]] });
});
