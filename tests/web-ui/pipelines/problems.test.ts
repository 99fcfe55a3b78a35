import { describe, expect, test } from "vitest";

import { placeProblems, problemsToTell } from "../../../web-ui/src/pipelines/model/problems.ts";
import { readPipeline } from "../../../web-ui/src/pipelines/model/draft.ts";
import { limits, pipelineOf } from "./support.ts";

function place(text: string, kind: string, message: string, nodes: string[] = []) {
  const { cards, layers, pipeline } = placeProblems(pipelineOf(text), [{ kind, message, nodes }], limits);
  return { cards: Object.fromEntries(cards), layers: Object.fromEntries(layers), pipeline };
}

describe("a problem is shown", () => {
  test("on the card, with its line, when a script does not parse", () => {
    expect(place("a; broken", "syntax_error", "broken:2: unexpected symbol near <eof>", ["broken"]).cards).toEqual({
      broken: [
        { severity: "error", scriptId: "broken", line: 2, message: "Doesn't parse: unexpected symbol near <eof>." },
      ],
    });
  });

  test("on every card of the script", () => {
    expect(Object.keys(place("a; b a", "unknown_script", "…", ["a"]).cards)).toEqual(["a", "a#2"]);
  });

  test("with both numbers when a script is too large", () => {
    const message = 'Script "big" exceeds the script size limit (5120 bytes allowed, got 6002).';
    expect(place("big", "limit_size", message, ["big"]).cards.big).toMatchObject([
      { message: "The code has 6,002 bytes; 5,120 is the limit." },
    ]);
  });

  test("on the layer that is too wide, and on none of its cards", () => {
    expect(place("x; a b c d e f", "too_wide", "…", ["a", "b", "c", "d", "e", "f"])).toEqual({
      cards: {},
      layers: {
        1: [{ severity: "error", message: "Layer 2 has 6 scripts; 5 is the limit. Move one to another layer." }],
      },
      pipeline: [],
    });
  });

  test("on the pipeline when it is too deep, empty or has a wrong setting", () => {
    const deep = "a; b; c; d; e; f; g; h; i; j; k";
    expect(place(deep, "too_deep", "…").pipeline).toMatchObject([
      { message: "The pipeline has 11 layers; 10 is the limit. Put scripts side by side." },
    ]);
    expect(place("", "no_scripts", "The pipeline has no scripts.").pipeline).toHaveLength(1);
    expect(place("a", "invalid_plan", "limits.x is not a known limit").pipeline).toHaveLength(1);
  });

  test("on the node that the engine names, when the pipeline is drawn", () => {
    const drawn = readPipeline({
      trigger: "t",
      graph: {
        nodes: [
          { id: "t", trigger: "t" },
          { id: "n1", scriptId: "a" },
        ],
        edges: [],
      },
    });
    const { cards } = placeProblems(drawn, [{ kind: "orphan", message: "Not reached.", nodes: ["n1"] }], limits);
    expect(cards.get("n1")).toMatchObject([{ scriptId: "a", message: "Not reached." }]);
  });
});

test("the dropped card's own problems are told first", () => {
  const problems = placeProblems(
    pipelineOf("a; b"),
    [
      { kind: "unknown_script", message: "", nodes: ["a"] },
      { kind: "unknown_script", message: "", nodes: ["b"] },
    ],
    limits,
  );
  expect(problems.errors).toBe(2);
  expect(problemsToTell(problems, "b").map(({ scriptId }) => scriptId)).toEqual(["b", "a"]);
});
