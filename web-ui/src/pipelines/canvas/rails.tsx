import type { Mode } from "sluice";

import { railGap, type CanvasGeometry } from "../model/geometry.ts";

export interface RailsProps {
  readonly geometry: CanvasGeometry;
  readonly mode: Mode;
}

/** The line through a pipeline: solid where the request waits, dashed where it has gone on, double where data rides. */
export function Rails({ geometry, mode }: RailsProps) {
  const { width, height, wires, gates, middle, end } = geometry;
  return (
    <svg className={`rails is-${mode}`} width={width} height={height} fill="none" aria-hidden>
      {mode === "enrichment" ? (
        <>
          <path d={wires} stroke="currentColor" strokeWidth={railGap + 2.4} />
          <path d={wires} stroke="var(--surface)" strokeWidth={railGap - 0.4} />
        </>
      ) : (
        <path d={wires} stroke="currentColor" strokeWidth={1.5} {...(mode === "async" && { strokeDasharray: "5 4" })} />
      )}
      <path d={`M${end - 8} ${middle - 4}l7 4-7 4z`} fill="currentColor" />
      {gates.map(({ x, top, bottom }) => (
        <rect key={x} x={x - 2} y={top} width={4} height={bottom - top} rx={1.5} fill="currentColor" />
      ))}
    </svg>
  );
}
