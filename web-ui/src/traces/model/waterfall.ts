import type { Span, Trace } from "sluice";

import type { TimeWindow } from "./time-scale.ts";

/** A span and what it is made of, with its place in time. */
export interface SpanNode {
  readonly span: Span;
  /** ms since the trace began or, under a frozen clock, steps in sequence. */
  readonly time: TimeWindow;
  readonly children: readonly SpanNode[];
}

export interface LayerNode {
  /** From 0. */
  readonly index: number;
  readonly scripts: readonly SpanNode[];
}

/** A trace as the waterfall shows it. */
export interface TraceTree {
  readonly layers: readonly LayerNode[];
  /** How far time goes, in the unit of the nodes. */
  readonly extent: number;
  readonly unit: "ms" | "step";
  readonly nodes: ReadonlyMap<string, SpanNode>;
}

interface RowBase {
  /** Unique among the rows of a trace. */
  readonly key: string;
  /** As `aria-level` has it. */
  readonly level: number;
  readonly isOpen: boolean;
  readonly hasChildren: boolean;
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

export type WaterfallRow =
  | (RowBase & { readonly kind: "root"; readonly time: TimeWindow })
  | (RowBase & { readonly kind: "layer"; readonly layer: LayerNode })
  | (RowBase & { readonly kind: "span"; readonly node: SpanNode });

export const rootKey = "root";
export const layerKey = (index: number): string => `layer:${index}`;

/** Groups the spans of a trace by layer and parent, in the order in which they were opened. */
export function traceTree(trace: Trace): TraceTree {
  const spans = [...trace.spans].sort((a, b) => a.sequence - b.sequence);
  const isFrozen = trace.clock === "frozen";
  const children = childrenByParent(spans);
  const places = new Map(spans.map((span, index) => [span.id, index]));
  const nodes = new Map<string, SpanNode>();
  // Children come after their parents, so that backwards every child is made before its parent.
  for (const [index, span] of [...spans.entries()].reverse()) {
    const below = (children.get(span.id) ?? []).flatMap(({ id }) => nodes.get(id) ?? []);
    const time = isFrozen ? stepsOf(index, below) : msOf(span, trace.startedAt);
    nodes.set(span.id, { span, time, children: below });
  }
  const roots = spans.filter((span) => !isChild(span, places)).flatMap(({ id }) => nodes.get(id) ?? []);
  const last = Math.max(0, ...roots.map(({ time }) => time.end));
  const extent = isFrozen ? spans.length : Math.max(trace.endedAt - trace.startedAt, last);
  return { layers: layersOf(roots), extent, unit: isFrozen ? "step" : "ms", nodes };
}

/** The rows of a waterfall, without those below what is closed. */
export function waterfallRows(tree: TraceTree, closed: ReadonlySet<string>): WaterfallRow[] {
  const isOpen = !closed.has(rootKey);
  const rows: WaterfallRow[] = [
    {
      kind: "root",
      key: rootKey,
      level: 1,
      isOpen,
      hasChildren: tree.layers.length > 0,
      position: 1,
      siblings: 1,
      time: { start: 0, end: tree.extent },
    },
  ];
  if (!isOpen) return rows;
  for (const [n, layer] of tree.layers.entries()) {
    const key = layerKey(layer.index);
    const place = { position: n + 1, siblings: tree.layers.length };
    rows.push({ kind: "layer", key, level: 2, isOpen: !closed.has(key), hasChildren: true, ...place, layer });
    if (!closed.has(key)) pushSpans(rows, layer.scripts, 3, closed);
  }
  return rows;
}

function pushSpans(rows: WaterfallRow[], nodes: readonly SpanNode[], level: number, closed: ReadonlySet<string>): void {
  for (const [n, node] of nodes.entries()) {
    const key = node.span.id;
    const isOpen = !closed.has(key);
    const place = { position: n + 1, siblings: nodes.length };
    rows.push({ kind: "span", key, level, isOpen, hasChildren: node.children.length > 0, ...place, node });
    if (isOpen) pushSpans(rows, node.children, level + 1, closed);
  }
}

/** Where the pointer of a keyboard goes next, and what is opened or closed on the way. */
export interface CursorMove {
  readonly key: string;
  /** The row to open or close. */
  readonly toggle?: string;
}

export type CursorKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End" | "PageUp" | "PageDown";

const pageRows = 15;

/** What a key does in a tree, as the pattern for trees says. Undefined when it does nothing. */
export function moveCursor(rows: readonly WaterfallRow[], current: string, key: CursorKey): CursorMove | undefined {
  const index = Math.max(
    0,
    rows.findIndex((row) => row.key === current),
  );
  const row = rows[index];
  if (!row) return undefined;
  const goTo = (target: number): CursorMove | undefined => {
    const next = rows[Math.min(Math.max(target, 0), rows.length - 1)];
    return next && next.key !== row.key ? { key: next.key } : undefined;
  };
  switch (key) {
    case "ArrowUp":
      return goTo(index - 1);
    case "ArrowDown":
      return goTo(index + 1);
    case "PageUp":
      return goTo(index - pageRows);
    case "PageDown":
      return goTo(index + pageRows);
    case "Home":
      return goTo(0);
    case "End":
      return goTo(rows.length - 1);
    case "ArrowRight":
      if (!row.hasChildren) return undefined;
      return row.isOpen ? goTo(index + 1) : { key: row.key, toggle: row.key };
    case "ArrowLeft":
      if (row.hasChildren && row.isOpen) return { key: row.key, toggle: row.key };
      return goTo(parentIndex(rows, index));
  }
}

function parentIndex(rows: readonly WaterfallRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above--) {
    if ((rows[above]?.level ?? 0) < level) return above;
  }
  return index;
}

/** A span counts as a child only of a span that was opened before it: a stored trace may have been anywhere since. */
function isChild(span: Span, places: ReadonlyMap<string, number>): boolean {
  const parent = span.parentId === undefined ? undefined : places.get(span.parentId);
  return parent !== undefined && parent < (places.get(span.id) ?? 0);
}

function childrenByParent(spans: readonly Span[]): ReadonlyMap<string, readonly Span[]> {
  const places = new Map(spans.map((span, index) => [span.id, index]));
  const children = new Map<string, Span[]>();
  for (const span of spans) {
    if (span.parentId === undefined || !isChild(span, places)) continue;
    const siblings = children.get(span.parentId);
    if (siblings) siblings.push(span);
    else children.set(span.parentId, [span]);
  }
  return children;
}

function stepsOf(index: number, below: readonly SpanNode[]): TimeWindow {
  return { start: index, end: below.reduce((end, { time }) => Math.max(end, time.end), index + 1) };
}

function msOf({ startedAt, endedAt }: Span, from: number): TimeWindow {
  const start = Math.max(0, startedAt - from);
  return { start, end: Math.max(start, endedAt - from) };
}

function layersOf(roots: readonly SpanNode[]): LayerNode[] {
  const layers = new Map<number, SpanNode[]>();
  for (const node of roots) {
    const scripts = layers.get(node.span.layerIndex);
    if (scripts) scripts.push(node);
    else layers.set(node.span.layerIndex, [node]);
  }
  return [...layers].sort(([a], [b]) => a - b).map(([index, scripts]) => ({ index, scripts }));
}
