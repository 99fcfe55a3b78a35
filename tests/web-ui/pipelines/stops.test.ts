import { describe, expect, test } from "vitest";

import { movesOf } from "../../../web-ui/src/pipelines/model/moves.ts";
import { moveCard, removeCard } from "../../../web-ui/src/pipelines/model/draft.ts";
import {
  firstStop,
  nextStop,
  placeOf,
  stopAfterRemoval,
  stopId,
  stopOf,
} from "../../../web-ui/src/pipelines/model/stops.ts";
import { limits, pipelineOf, textOf } from "./support.ts";

const { layers } = pipelineOf("a; b c; d");

describe("arrow keys on the canvas", () => {
  test.each([
    ["card a", "ArrowRight", "gate 1"],
    ["gate 1", "ArrowRight", "card b"],
    ["card b", "ArrowDown", "card c"],
    ["card c", "ArrowDown", "slot 1"],
    ["slot 1", "ArrowDown", "slot 1"],
    ["card c", "ArrowLeft", "gate 1"],
    ["gate 0", "ArrowLeft", "gate 0"],
    ["gate 3", "ArrowRight", "gate 3"],
    ["card b", "Home", "gate 0"],
    ["card b", "End", "gate 3"],
  ])("from %s %s leads to %s", (from, key, to) => {
    expect(stopId(nextStop(layers, from, key)!)).toBe(to);
  });

  test("other keys lead nowhere, nor does a stop that is gone", () => {
    expect(nextStop(layers, "card a", "x")).toBeUndefined();
    expect(nextStop(layers, "card gone", "ArrowLeft")).toBeUndefined();
    expect(stopOf(layers, "card gone")).toBeUndefined();
  });
});

test("N puts a script through the gate, at the end of the layer, or below the card", () => {
  expect(placeOf(layers, { kind: "gate", gate: 2 })).toEqual({ kind: "gate", gate: 2 });
  expect(placeOf(layers, { kind: "slot", layer: 1 })).toEqual({ kind: "layer", layer: 1, position: 2 });
  expect(placeOf(layers, { kind: "card", key: "b" })).toEqual({ kind: "layer", layer: 1, position: 1 });
});

test("Tab comes to the first card, or to the only gate", () => {
  expect([firstStop(layers), firstStop([])]).toEqual(["card a", "gate 0"]);
});

test.each([
  ["b", "card c"],
  ["c", "card b"],
  ["a", "card b"],
  ["d", "card b"],
])("when %s is removed the focus goes to %s", (key, stop) => {
  const pipeline = pipelineOf("a; b c; d");
  expect(stopAfterRemoval(pipeline.layers, removeCard(pipeline, key).layers, key)).toBe(stop);
});

test("when the last card is removed the focus goes to the gate", () => {
  const pipeline = pipelineOf("a");
  expect(stopAfterRemoval(pipeline.layers, removeCard(pipeline, "a").layers, "a")).toBe("gate 0");
});

describe("the moves of a card's menu", () => {
  test.each([
    ["c", "Up", "a; c b; d"],
    ["b", "Down", "a; c b; d"],
    ["c", "Into layer 1", "a c; b; d"],
    ["b", "Into layer 3", "a; c; d b"],
    ["b", "Into a new layer before", "a; b; c; d"],
    ["b", "Into a new layer after", "a; c; b; d"],
    ["a", "Into layer 2", "b c a; d"],
    ["a", "One layer later", "b c; a; d"],
    ["d", "One layer earlier", "a; d; b c"],
  ])("of %s: %s", (key, label, after) => {
    const pipeline = pipelineOf("a; b c; d");
    const move = movesOf(pipeline, key, limits).find((one) => one.label === label)!;
    expect(textOf(moveCard(pipeline, key, move.place, limits).pipeline)).toBe(after);
  });

  test("say why one cannot be made", () => {
    const moves = movesOf(pipelineOf("a b c d e; f"), "f", limits);
    expect(moves.find(({ label }) => label === "Into layer 1")!.refused).toBe("Layer 1 is full, 5 of 5.");
  });
});
