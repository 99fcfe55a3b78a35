import { describe, expect, test } from "vitest";

import { idsOf } from "../../../web-ui/src/pipelines/model/draft.ts";
import {
  addCard,
  connect,
  disconnect,
  drawLayers,
  dropCard,
  isLayered,
  layersOfGraph,
  predecessorsOf,
  readGraph,
  reduced,
  runAfter,
  type Drawing,
} from "../../../web-ui/src/pipelines/model/graph.ts";
import { layersOf, pipelineOf } from "./support.ts";

/** "t>a t>b a>c" as a drawing. */
function drawing(edges: string, ids = "a b c d e"): Drawing {
  return {
    triggerId: "t",
    cards: ids.split(" ").map((id) => ({ key: id, scriptId: id })),
    edges: edges.split(" ").map((edge) => ({ from: edge[0]!, to: edge[2]! })),
  };
}

const edgesOf = ({ edges }: Pick<Drawing, "edges">) =>
  edges
    .map(({ from, to }) => `${from}>${to}`)
    .sort()
    .join(" ");

describe("layers of a graph", () => {
  test.each([
    ["a diamond", "t>a a>b a>c b>d c>d", "a b c d", "a; b c; d"],
    ["the longest path counts", "t>a t>c a>b b>c", "a b c", "a; b; c"],
    ["the order within a layer is that of the cards", "t>c t>b t>a", "c b a", "c b a"],
    ["a card nothing leads to comes last", "t>a", "a b", "a; b"],
    ["a cycle does not hang, and stands last", "t>a b>c c>b a>b", "a b c", "a; b c"],
  ])("%s", (_, edges, ids, layers) => {
    expect(idsOf(layersOfGraph(drawing(edges, ids)))).toEqual(layersOf(layers));
  });

  test("are those that were drawn", () => {
    for (const text of ["a", "a b", "a; b c; d", "a b c; d e", "a; a; a a"]) {
      const { layers } = pipelineOf(text);
      const drawn = drawLayers("before_signup", layers);
      expect(layersOfGraph(drawn)).toEqual(layers);
      expect(isLayered("before_signup", drawn)).toBe(true);
    }
  });

  test("of a trigger with the name of a script are told apart", () => {
    const { layers } = pipelineOf("welcome", "welcome");
    expect(layersOfGraph(drawLayers("welcome", layers))).toEqual(layers);
  });
});

describe("drawing an edge", () => {
  test("that closes a cycle is refused, and the cycle named", () => {
    const chain = drawing("t>a a>b b>c", "a b c");
    expect(connect(chain, { from: "c", to: "a" })).toEqual({
      drawing: chain,
      refused: "c → a → b → c would be a cycle: none of them could ever start.",
    });
    expect(connect(chain, { from: "a", to: "a" }).refused).toContain("a → a");
    expect(connect(chain, { from: "a", to: "t" }).refused).toBe("Nothing runs before the trigger.");
  });

  test("takes the place of the one from the trigger", () => {
    expect(edgesOf(connect(drawing("t>a t>b", "a b"), { from: "a", to: "b" }).drawing)).toBe("a>b t>a");
  });

  test("that is there already changes nothing", () => {
    const chain = drawing("t>a a>b", "a b");
    expect(connect(chain, { from: "a", to: "b" }).drawing).toBe(chain);
  });
});

test("a card that loses its last edge runs after the trigger again", () => {
  expect(edgesOf(disconnect(drawing("t>a a>b", "a b"), { from: "a", to: "b" }))).toBe("t>a t>b");
});

test("what runs after a card that is taken away runs after what came before it", () => {
  expect(edgesOf(dropCard(drawing("t>a a>b b>c b>d", "a b c d"), "b"))).toBe("a>c a>d t>a");
  expect(edgesOf(dropCard(drawing("t>a a>b", "a b"), "a"))).toBe("t>b");
});

test("a new card runs after the trigger", () => {
  const grown = addCard(drawing("t>a", "a"), { key: "x", scriptId: "x" });
  expect(edgesOf(grown)).toBe("t>a t>x");
  expect(predecessorsOf(grown, "x")).toEqual([]);
});

test("choosing what a card runs after replaces all its edges, or none when one closes a cycle", () => {
  const chain = drawing("t>a a>b b>c", "a b c");
  expect(edgesOf(runAfter(chain, "c", ["a"]).drawing)).toBe("a>b a>c t>a");
  expect(edgesOf(runAfter(chain, "c", []).drawing)).toBe("a>b t>a t>c");
  expect(runAfter(chain, "a", ["c"])).toMatchObject({ drawing: chain, refused: expect.stringContaining("cycle") });
});

test("edges that follow from others are left out of the picture", () => {
  expect(edgesOf({ edges: reduced(drawing("t>a a>b b>c a>c t>c").edges) })).toBe("a>b b>c t>a");
});

test("a graph with an edge across layers is not layered", () => {
  expect(isLayered("t", drawing("t>a t>b a>c", "a b c"))).toBe(false);
  expect(isLayered("t", drawing("t>a t>b a>c b>c", "a b c"))).toBe(true);
});

test("a graph without a trigger node hangs on the trigger's name", () => {
  expect(readGraph("t", { nodes: [{ id: "n", scriptId: "a" }], edges: [] })).toEqual({
    triggerId: "t",
    cards: [{ key: "n", scriptId: "a" }],
    edges: [],
  });
});
