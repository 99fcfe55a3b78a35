import type { Mode } from "sluice";

import { glyphLabel, glyphShape } from "./layer-shape.ts";

export interface ShapeGlyphProps {
  readonly mode: Mode;
  /** Ids of scripts by layer. */
  readonly layers: readonly (readonly string[])[];
  /** Ids of what runs already; the others are drawn as outlines. Absent: all of it runs. */
  readonly live?: ReadonlySet<string> | undefined;
}

/** A pipeline's face before it runs: squares in the colour of its mode, outlines for what is not published. */
export function ShapeGlyph({ mode, layers, live }: ShapeGlyphProps) {
  const plain = layers.map((layer) => layer.map(() => "none" as const));
  const { width, height, marks, lines } = glyphShape(plain);
  const ids = layers.flat();
  return (
    <svg
      className={`is-${mode} block flex-none`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fill="none"
      role="img"
      aria-label={glyphLabel(plain)}
    >
      <path d={lines} stroke="currentColor" strokeOpacity=".35" />
      {marks.map(({ x, y, radius }, index) => {
        const isLive = live?.has(ids[index]!) ?? true;
        const side = 2 * radius - (isLive ? 0 : 1);
        const box = { x: x - side / 2, y: y - side / 2, width: side, height: side };
        const look = isLive ? { fill: "currentColor" } : { fill: "var(--surface)", stroke: "currentColor" };
        return <rect key={index} {...box} rx="1.2" {...look} />;
      })}
    </svg>
  );
}
