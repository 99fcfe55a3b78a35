import { spanTone, type SpanTone } from "./span-facts.ts";
import type { SpanNode, TraceTree } from "./waterfall.ts";

/** All bars of one colour, as one SVG path: two thousand elements would cost more than they show. */
export interface MinimapPath {
  readonly tone: SpanTone;
  readonly path: string;
}

export const minimapHeight = 34;
const mostRows = 2_000;

/** The whole trace, small: x goes from 0 to 1,000, y from 0 to `minimapHeight`. */
export function minimapPaths(tree: TraceTree): MinimapPath[] {
  const nodes = tree.layers.flatMap(({ scripts }) => scripts.flatMap(flatten)).slice(0, mostRows);
  const rowHeight = Math.min(4, minimapHeight / Math.max(1, nodes.length));
  const thickness = Math.max(0.5, rowHeight * 0.7);
  const scale = 1_000 / Math.max(1, tree.extent);
  const paths = new Map<SpanTone, string[]>();
  for (const [n, { span, time }] of nodes.entries()) {
    if (span.status === "skipped") continue;
    const tone = spanTone(span);
    const width = Math.max((time.end - time.start) * scale, 2);
    const x = Math.min(time.start * scale, 1_000 - width);
    const bar = `M${round(x)} ${round(n * rowHeight)}h${round(width)}v${round(thickness)}h${round(-width)}z`;
    const bars = paths.get(tone);
    if (bars) bars.push(bar);
    else paths.set(tone, [bar]);
  }
  return [...paths].map(([tone, bars]) => ({ tone, path: bars.join("") }));
}

function flatten(node: SpanNode): SpanNode[] {
  return [node, ...node.children.flatMap(flatten)];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
