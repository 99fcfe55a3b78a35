import { describe, expect, it } from "vitest";

import {
  moveCursor,
  traceTree,
  waterfallRows,
  type CursorKey,
  type WaterfallRow,
} from "../../../web-ui/src/traces/model/waterfall.ts";
import { criticalPath, pathSentence, segmentsBySpan } from "../../../web-ui/src/traces/model/critical-path.ts";
import { minimapHeight, minimapPaths } from "../../../web-ui/src/traces/model/minimap.ts";
import { failedTrace, idOf, span, trace } from "./fixtures.ts";

function titles(rows: readonly WaterfallRow[]): string[] {
  return rows.map((row) => {
    if (row.kind === "root") return "root";
    return row.kind === "layer" ? `layer ${row.layer.index + 1}` : row.node.span.name;
  });
}

const rows = waterfallRows(traceTree(failedTrace()), new Set());

describe("the rows of a waterfall", () => {
  it("are the layers, their scripts and what those are made of", () => {
    expect(titles(rows)).toEqual([
      ...["root", "layer 1", "normalize_email", "layer 2", "disposable_domain", "GET", "match list"],
      ...["geo_risk", "GET", "layer 3", "risk_verdict"],
    ]);
    expect(rows.map(({ level }) => level)).toEqual([1, 2, 3, 2, 3, 4, 4, 3, 4, 2, 3]);
  });

  it("tell their place among their siblings", () => {
    const geoRisk = rows.find((row) => row.kind === "span" && row.node.span.name === "geo_risk");
    expect(geoRisk).toMatchObject({ position: 2, siblings: 2, hasChildren: true, isOpen: true });
  });

  it("leave out what is below a closed row", () => {
    const tree = traceTree(failedTrace());
    expect(titles(waterfallRows(tree, new Set(["layer:1"])))).toEqual([
      ...["root", "layer 1", "normalize_email", "layer 2", "layer 3", "risk_verdict"],
    ]);
    expect(titles(waterfallRows(tree, new Set([idOf(1)])))).not.toContain("match list");
    expect(titles(waterfallRows(tree, new Set(["root"])))).toEqual(["root"]);
  });

  it("are in sequence whatever the order they were stored in", () => {
    const shuffled = failedTrace();
    const tree = traceTree({ ...shuffled, spans: [...shuffled.spans].reverse() });
    expect(titles(waterfallRows(tree, new Set()))).toEqual(titles(rows));
  });

  it("put a span whose parent is not there, or comes later, at the top of its layer", () => {
    const spans = [
      span("a", { sequence: 0, id: idOf(0), parentId: idOf(1) }),
      span("b", { sequence: 1, id: idOf(1), parentId: idOf(1) }),
      span("c", { sequence: 2, id: idOf(2), parentId: "ffffffffffffffff" }),
    ];
    expect(titles(waterfallRows(traceTree(trace({ spans })), new Set()))).toEqual(["root", "layer 1", "a", "b", "c"]);
  });

  it("are equal steps in sequence under a frozen clock, and a script covers its parts", () => {
    const tree = traceTree(failedTrace({ clock: "frozen" }));
    expect(tree.unit).toBe("step");
    expect(tree.extent).toBe(7);
    expect(tree.nodes.get(idOf(0))?.time).toEqual({ start: 0, end: 1 });
    expect(tree.nodes.get(idOf(1))?.time).toEqual({ start: 1, end: 4 });
    expect(tree.nodes.get(idOf(2))?.time).toEqual({ start: 2, end: 3 });
  });

  it("are there for a trace without spans", () => {
    expect(titles(waterfallRows(traceTree(trace()), new Set()))).toEqual(["root"]);
  });

  it("are made of two thousand spans, one inside the other, without running out of stack", () => {
    const spans = Array.from({ length: 2_000 }, (_, n) =>
      span(`s${n}`, { sequence: n, id: idOf(n), ...(n > 0 && { parent: n - 1 }) }),
    );
    expect(waterfallRows(traceTree(trace({ spans })), new Set())).toHaveLength(2_002);
  });
});

describe("the keyboard in a waterfall", () => {
  const closed = waterfallRows(traceTree(failedTrace()), new Set(["layer:1"]));
  it.each<[string, CursorKey, { key: string; toggle?: string } | undefined]>([
    ["root", "ArrowDown", { key: "layer:0" }],
    ["root", "ArrowUp", undefined],
    ["layer:0", "ArrowLeft", { key: "layer:0", toggle: "layer:0" }],
    ["layer:1", "ArrowRight", { key: "layer:1", toggle: "layer:1" }],
    ["layer:2", "ArrowRight", { key: idOf(6) }],
    [idOf(6), "ArrowLeft", { key: "layer:2" }],
    [idOf(6), "ArrowRight", undefined],
    [idOf(6), "Home", { key: "root" }],
    ["root", "End", { key: idOf(6) }],
    ["root", "PageDown", { key: idOf(6) }],
    ["gone", "ArrowDown", { key: "layer:0" }],
  ])("on %s, %s goes where trees go", (current, key, expected) => {
    expect(moveCursor(closed, current, key)).toEqual(expected);
  });
});

describe("the critical path", () => {
  it("is what kept the trace from ending, from its start to its end", () => {
    const tree = traceTree(failedTrace());
    const path = criticalPath(tree);
    expect(path.map(({ node, start, end }) => [node.span.name, start, end])).toEqual([
      ["normalize_email", 0, 1],
      ["geo_risk", 1, 2],
      ["GET", 2, 46],
      ["geo_risk", 46, 47],
      ["risk_verdict", 47, 49],
    ]);
    expect(segmentsBySpan(path).get(idOf(4))).toHaveLength(2);
    expect(pathSentence(path, 49)).toBe("44 ms of 49 ms is one fetch");
  });

  it("says nothing when no part stands out, and under a frozen clock", () => {
    const spans = [0, 1, 2, 3].map((n) =>
      span(`s${n}`, { layerIndex: n, sequence: n, id: idOf(n), from: n * 10, to: n * 10 + 10 }),
    );
    expect(pathSentence(criticalPath(traceTree(trace({ spans }))), 40)).toBeUndefined();
    expect(criticalPath(traceTree(failedTrace({ clock: "frozen" })))).toEqual([]);
  });

  it("goes through children that overlap only once", () => {
    const spans = [
      span("script", { sequence: 0, id: idOf(0), from: 0, to: 30 }),
      span("a", { sequence: 1, id: idOf(1), parent: 0, from: 0, to: 20 }),
      span("b", { sequence: 2, id: idOf(2), parent: 0, from: 10, to: 30 }),
    ];
    const path = criticalPath(traceTree(trace({ spans })));
    expect(path.map(({ node, start, end }) => [node.span.name, start, end])).toEqual([
      ["script", 0, 10],
      ["b", 10, 30],
    ]);
  });
});

describe("the minimap", () => {
  it("has one path for each colour and fits into its height", () => {
    const paths = minimapPaths(traceTree(failedTrace()));
    expect(paths.map(({ tone }) => tone).sort()).toEqual(["error", "success", "warning"]);
    const spans = Array.from({ length: 2_000 }, (_, n) => span(`s${n}`, { sequence: n, id: idOf(n) }));
    const [path] = minimapPaths(traceTree(trace({ spans })));
    const lowest = Math.max(...[...(path?.path ?? "").matchAll(/M[\d.]+ ([\d.]+)/g)].map((match) => Number(match[1])));
    expect(lowest).toBeLessThanOrEqual(minimapHeight);
  });
});
