import { counted } from "../ui/format.ts";
import type { MarkStatus } from "./outcome-mark.tsx";

/** A mark of the glyph: where it stands, how large it is and what it says. */
export interface GlyphMark {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly status: MarkStatus;
}

export interface GlyphShape {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly GlyphMark[];
  /** Lines between neighbouring layers, as one SVG path. */
  readonly lines: string;
}

const columnWidth = 12;
const margin = 4;
const height = 20;
/** Distance of two marks in a column, and their radius, by how many there are. */
const columns = [
  { step: 0, radius: 3 },
  { step: 0, radius: 3 },
  { step: 8, radius: 3 },
  { step: 6, radius: 2.5 },
  { step: 4.6, radius: 1.9 },
  { step: 4, radius: 1.7 },
] as const;
/** More lines than these between two columns would be a blot; they meet in a point then, as at a gate. */
const maxCrossings = 6;

/** The geometry of a pipeline's face: one column for each layer, one mark for each script. */
export function glyphShape(layers: readonly (readonly MarkStatus[])[]): GlyphShape {
  const placed = layers.map((layer, column) => placeColumn(layer, margin + column * columnWidth));
  const width = Math.max(0, layers.length - 1) * columnWidth + 2 * margin;
  const lines = placed.slice(1).map((right, n) => linesBetween(placed[n] ?? [], right));
  return { width, height, marks: placed.flat(), lines: lines.join("") };
}

/** The glyph in words, for those who do not see it. */
export function glyphLabel(layers: readonly (readonly MarkStatus[])[]): string {
  const scripts = layers.reduce((sum, layer) => sum + layer.length, 0);
  const size = `${counted(layers.length, "layer")}, ${counted(scripts, "script")}`;
  const stops = layers.flatMap((layer, index) =>
    layer.flatMap((status, place) =>
      status === "blocked" || status === "error" ? [`${status} in layer ${index + 1}, script ${place + 1}`] : [],
    ),
  );
  return [size, ...stops].join("; ");
}

function placeColumn(layer: readonly MarkStatus[], x: number): GlyphMark[] {
  const { step, radius } = columns[Math.min(layer.length, columns.length - 1)] ?? columns[1];
  const first = height / 2 - ((layer.length - 1) * step) / 2;
  return layer.map((status, n) => ({ x, y: first + n * step, radius, status }));
}

function linesBetween(left: readonly GlyphMark[], right: readonly GlyphMark[]): string {
  const [from] = left;
  const [to] = right;
  if (!from || !to) return "";
  if (left.length * right.length <= maxCrossings) {
    return left.flatMap((a) => right.map((b) => `M${a.x} ${a.y}L${b.x} ${b.y}`)).join("");
  }
  const middle = `${(from.x + to.x) / 2} ${height / 2}`;
  return [...left, ...right].map(({ x, y }) => `M${x} ${y}L${middle}`).join("");
}
