import { durationText } from "./durations.ts";
import { isFetch, spanTitle } from "./span-facts.ts";
import type { TimeWindow } from "./time-scale.ts";
import type { SpanNode, TraceTree } from "./waterfall.ts";

/** A stretch of time in which nothing but this span kept the trace from ending. */
export interface PathSegment extends TimeWindow {
  readonly node: SpanNode;
}

/**
 * The chain of spans that a trace's duration consists of, from its start to its end: each layer waits for the script
 * that ends last, and that one for whatever it waited for last. Empty under a frozen clock, which says nothing of it.
 */
export function criticalPath(tree: TraceTree): PathSegment[] {
  if (tree.unit !== "ms") return [];
  const segments = tree.layers.flatMap(({ scripts }) => {
    const last = latest(scripts.filter(({ span }) => span.status !== "skipped"));
    return last ? pathOf(last, last.time) : [];
  });
  return segments.filter(({ start, end }) => end > start);
}

/** What most of the time went into, in a sentence; undefined when no part stands out. */
export function pathSentence(segments: readonly PathSegment[], totalMs: number): string | undefined {
  const [longest] = [...timeByNode(segments)].sort(([, a], [, b]) => b - a);
  if (!longest || totalMs <= 0) return undefined;
  const [node, ms] = longest;
  if (ms * 3 < totalMs) return undefined;
  const what = isFetch(node.span) ? "one fetch" : spanTitle(node.span);
  return `${durationText(ms)} of ${durationText(totalMs)} is ${what}`;
}

/** The segments of each span, for drawing them under its bar. */
export function segmentsBySpan(segments: readonly PathSegment[]): ReadonlyMap<string, readonly PathSegment[]> {
  const byId = new Map<string, PathSegment[]>();
  for (const segment of segments) {
    const { id } = segment.node.span;
    const known = byId.get(id);
    if (known) known.push(segment);
    else byId.set(id, [segment]);
  }
  return byId;
}

function timeByNode(segments: readonly PathSegment[]): Map<SpanNode, number> {
  const times = new Map<SpanNode, number>();
  for (const { node, start, end } of segments) times.set(node, (times.get(node) ?? 0) + end - start);
  return times;
}

/** Backwards from the end: time belongs to the child that ended last before it, and what no child covers to the node. */
function pathOf(node: SpanNode, within: TimeWindow): PathSegment[] {
  const segments: PathSegment[] = [];
  let end = Math.min(within.end, node.time.end);
  const start = Math.max(within.start, node.time.start);
  while (end > start) {
    const child = latest(
      node.children.filter(({ time }) => time.end <= end && time.end > start && time.end > time.start),
    );
    if (!child) break;
    if (child.time.end < end) segments.unshift({ node, start: child.time.end, end });
    segments.unshift(...pathOf(child, { start, end: child.time.end }));
    end = Math.max(child.time.start, start);
  }
  if (end > start) segments.unshift({ node, start, end });
  return segments;
}

function latest(nodes: readonly SpanNode[]): SpanNode | undefined {
  return nodes.reduce<SpanNode | undefined>(
    (last, node) => (last && last.time.end >= node.time.end ? last : node),
    undefined,
  );
}
