import type { ReactElement } from "react";

import { glyphLabel, glyphShape, type GlyphMark } from "./layer-shape.ts";
import type { MarkStatus } from "./outcome-mark.tsx";
import "./marks.css";

export interface LayerGlyphProps {
  /** For each layer what became of its scripts, in plan order; `none` draws the outline only. */
  readonly layers: readonly (readonly MarkStatus[])[];
  /** Default: the number of layers and scripts, and where it stopped. */
  readonly label?: string;
}

/** A pipeline's face: the same shape in a lane, in the publish dialog and in a row of traces. */
export function LayerGlyph({ layers, label = glyphLabel(layers) }: LayerGlyphProps): ReactElement {
  const { width, height, marks, lines } = glyphShape(layers);
  return (
    <svg
      className="layer-glyph"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fill="none"
      role="img"
      aria-label={label}
    >
      <path d={lines} stroke="currentColor" strokeOpacity=".35" />
      {marks.map((mark) => (
        <Mark key={`${mark.x} ${mark.y}`} {...mark} />
      ))}
    </svg>
  );
}

function Mark({ x, y, radius, status }: GlyphMark): ReactElement {
  const fill = `var(--${status})`;
  switch (status) {
    case "success":
      return <circle cx={x} cy={y} r={radius} fill={fill} />;
    case "blocked":
      return <rect x={x - radius} y={y - radius} width={2 * radius} height={2 * radius} fill={fill} />;
    case "error":
      return <path d={triangle(x, y, radius)} fill={fill} />;
    default:
      return <circle cx={x} cy={y} r={radius - 0.5} fill="var(--surface)" stroke={outline(status)} />;
  }
}

function triangle(x: number, y: number, radius: number): string {
  const half = radius * 1.23;
  return `M${x} ${y - radius * 1.15}l${half} ${radius * 2.1}h${-2 * half}z`;
}

function outline(status: MarkStatus): string {
  return status === "skipped" ? "var(--skipped)" : "currentColor";
}
