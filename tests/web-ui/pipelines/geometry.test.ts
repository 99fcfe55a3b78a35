import { describe, expect, test } from "vitest";

import { cardHeight, layOut, placeAt, targetsOf } from "../../../web-ui/src/pipelines/model/geometry.ts";
import { pipelineOf } from "./support.ts";

const plain = () => cardHeight;
const { layers } = pipelineOf("a; b c; d");

describe("the canvas", () => {
  test("has cards of 192 by 72 in columns every 240, twelve apart, and gates in the middle between", () => {
    const { columns, gates } = layOut(layers, plain);
    expect(columns.map(({ x }) => x)).toEqual([88, 328, 568]);
    expect(gates.map(({ x }) => x)).toEqual([64, 304, 544, 784]);
    const [b, c] = columns[1]!.cards;
    expect(b).toMatchObject({ width: 192, height: 72 });
    expect(c!.y - (b!.y + b!.height)).toBe(12);
  });

  test("puts every layer around one line", () => {
    const { columns, middle } = layOut(layers, plain);
    expect(columns[0]!.cards[0]!.y + 36).toBe(middle);
    expect((columns[1]!.cards[0]!.y + columns[1]!.cards[1]!.y + 72) / 2).toBe(middle);
  });

  test("fits five scripts of a layer in 408", () => {
    const { columns } = layOut(pipelineOf("a b c d e").layers, plain);
    const cards = columns[0]!.cards;
    expect(cards.at(-1)!.y + 72 - cards[0]!.y).toBe(408);
  });

  test("never lets a card cover another, whatever their messages", () => {
    const { columns, height } = layOut(pipelineOf("a b c; d").layers, (key) => (key === "b" ? 160 : 90));
    for (const { cards, slot } of columns) {
      for (const [n, box] of cards.entries()) {
        const next = cards[n + 1] ?? slot;
        expect(next.y).toBeGreaterThanOrEqual(box.y + box.height + 8);
      }
      expect(slot.y + slot.height).toBeLessThanOrEqual(height);
    }
  });

  test("draws a gate as tall as what forks or joins there", () => {
    const { gates, columns } = layOut(layers, plain);
    const [b, c] = columns[1]!.cards;
    expect(gates[1]).toMatchObject({ top: b!.y + 32, bottom: c!.y + 40 });
    expect(gates[0]!.bottom - gates[0]!.top).toBe(44);
  });

  test("has a line from every gate to every card and on", () => {
    const { wires } = layOut(layers, plain);
    expect(wires.match(/M/g)).toHaveLength(2 + 2 * 4);
    expect(wires).not.toMatch(/NaN|undefined/);
  });

  test("of an empty pipeline has one gate", () => {
    expect(layOut([], plain).gates).toHaveLength(1);
  });
});

describe("while a card is carried", () => {
  test("each layer and gate that it can go to is a target, its own layer's two gates being one place", () => {
    const geometry = layOut(layers, plain);
    expect(targetsOf(geometry, layers, "c").map(({ place }) => place)).toEqual([
      { kind: "gate", gate: 0 },
      { kind: "gate", gate: 1 },
      { kind: "gate", gate: 2 },
      { kind: "gate", gate: 3 },
      { kind: "layer", layer: 0, position: 1 },
      { kind: "layer", layer: 1, position: 1 },
      { kind: "layer", layer: 2, position: 1 },
    ]);
    const alone = targetsOf(geometry, layers, "a").map(({ place }) => place);
    expect(alone.filter((place) => place.kind === "gate").map(({ gate }) => gate)).toEqual([0, 0, 1, 2]);
  });

  test.each([
    ["over a gate", 304, 130, { kind: "gate", gate: 1 }],
    ["between a gate and a card", 320, 200, { kind: "gate", gate: 1 }],
    ["over the upper half of a layer's card", 150, 100, { kind: "layer", layer: 0, position: 0 }],
    ["over its lower half", 150, 160, { kind: "layer", layer: 0, position: 1 }],
    ["beyond the last gate", 900, 130, { kind: "gate", gate: 3 }],
    ["far outside", 150, 900, undefined],
  ])("a point %s is that place", (_, x, y, place) => {
    expect(placeAt(layOut(layers, plain), layers, "c", { x, y })).toEqual(place);
  });

  test("its own place, alone in a layer, counts as the gate it leaves", () => {
    expect(placeAt(layOut(layers, plain), layers, "d", { x: 600, y: 130 })).toEqual({ kind: "gate", gate: 2 });
  });
});
