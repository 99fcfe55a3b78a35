import { useMemo, useRef, type KeyboardEvent, type PointerEvent, type ReactElement } from "react";

import { counted, formatNumber } from "../../ui/format.ts";
import { minimapHeight, minimapPaths } from "../model/minimap.ts";
import { barOf, fit, moveEdge, pan, type TimeWindow } from "../model/time-scale.ts";
import type { TimeView } from "../model/time-view.ts";
import type { TraceTree } from "../model/waterfall.ts";
import { useWindow, type Waterfall } from "./use-waterfall.ts";

/** The whole trace, small, with the part that is in sight. Its edges and itself can be dragged, and moved by keys. */
export function Minimap({ waterfall }: { readonly waterfall: Waterfall }): ReactElement {
  const { tree, view } = waterfall;
  const window = useWindow(view);
  const place = useRef<HTMLDivElement>(null);
  const picture = useMemo(() => <Picture tree={tree} />, [tree]);
  const whole = fit(tree.extent);
  const bar = barOf(whole, window) ?? { left: 0, width: 100 };
  const edge = (name: "start" | "end"): ReactElement => {
    const left = name === "start" ? bar.left : bar.left + bar.width;
    return <EdgeHandle {...{ name, waterfall, place, window, left }} />;
  };
  const drag = useDrag(place, (from, delta) => view.set(pan(from, tree.extent, delta * whole.end)), view);
  return (
    <div className="wf-row is-minimap">
      <span className="truncate text-11 text-fg-3">
        {counted(tree.nodes.size, "span")}, {counted(tree.layers.length, "layer")}
      </span>
      <div ref={place} className="minimap">
        {picture}
        <span className="minimap-window" style={{ left: `${bar.left}%`, width: `${bar.width}%` }} {...drag} />
        {edge("start")}
        {edge("end")}
      </div>
      <span />
    </div>
  );
}

function Picture({ tree }: { readonly tree: TraceTree }): ReactElement {
  return (
    <svg viewBox={`0 0 1000 ${minimapHeight}`} preserveAspectRatio="none" aria-hidden>
      {minimapPaths(tree).map(({ tone, path }) => (
        <path key={tone} d={path} fill={`var(--${tone})`} />
      ))}
    </svg>
  );
}

interface EdgeHandleProps {
  readonly name: "start" | "end";
  readonly waterfall: Waterfall;
  readonly window: TimeWindow;
  readonly place: { readonly current: HTMLDivElement | null };
  readonly left: number;
}

const keyStep = 0.02;

function EdgeHandle({ name, waterfall, window, place, left }: EdgeHandleProps): ReactElement {
  const { tree, view } = waterfall;
  const whole = fit(tree.extent);
  const moveTo = (to: number, from: TimeWindow = window): void => view.set(moveEdge(from, tree.extent, name, to));
  const drag = useDrag(place, (from, delta) => moveTo(from[name] + delta * whole.end, from), view);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -keyStep, ArrowRight: keyStep }[event.key];
    const to = { Home: whole.start, End: whole.end }[event.key] ?? (by && window[name] + by * whole.end);
    if (to === undefined) return;
    event.preventDefault();
    moveTo(to);
  };
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={name === "start" ? "Begin of what is shown" : "End of what is shown"}
      aria-valuemin={0}
      aria-valuemax={Math.round(whole.end)}
      aria-valuenow={Math.round(window[name])}
      aria-valuetext={`${formatNumber(Math.round(window[name]))} ${tree.unit === "ms" ? "ms" : "steps"}`}
      className="minimap-handle"
      style={{ left: `${left}%` }}
      onKeyDown={onKeyDown}
      {...drag}
    />
  );
}

/** Drags something over the minimap; tells the window it began with and how far it went, as a part of the width. */
function useDrag(
  place: { readonly current: HTMLDivElement | null },
  onDrag: (from: TimeWindow, delta: number) => void,
  view: TimeView,
) {
  const begun = useRef<{ readonly x: number; readonly window: TimeWindow }>(undefined);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      begun.current = { x: event.clientX, window: view.window() };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const width = place.current?.clientWidth ?? 0;
      if (begun.current && width > 0) onDrag(begun.current.window, (event.clientX - begun.current.x) / width);
    },
    onPointerUp: () => {
      begun.current = undefined;
    },
  };
}
