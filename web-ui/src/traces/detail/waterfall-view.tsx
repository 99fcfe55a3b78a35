import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from "react";

import { inPlaces, useSteadyRange } from "../../ui/steady-rows.ts";
import { useIsNarrow } from "../../ui/use-media-query.ts";
import { barOf, ticks } from "../model/time-scale.ts";
import type { CursorKey, WaterfallRow } from "../model/waterfall.ts";
import { useWindow, type Waterfall } from "./use-waterfall.ts";
import { spanRowId, WaterfallRowView } from "./waterfall-row.tsx";

export interface WaterfallViewProps {
  readonly waterfall: Waterfall;
  readonly title: string;
  readonly clock: "live" | "frozen";
  readonly showPath: boolean;
  /** The selected span's panel is wanted. */
  readonly onOpen: () => void;
}

const zoomStep = 1.5;
const cursorKeys: ReadonlySet<string> = new Set<CursorKey>([
  ...(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"] as const),
]);

/** The spans of a trace as a tree, with their bars on one axis of time. Only the rows in sight are drawn. */
export function WaterfallView({ waterfall, title, clock, showPath, onOpen }: WaterfallViewProps): ReactElement {
  const { rows, selected, view, segments } = waterfall;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index], isNarrow),
    overscan: 8,
    rangeExtractor: useSteadyRange(),
  });
  useEffect(() => virtual.measure(), [virtual, rows, isNarrow]);
  const selectedIndex = rows.findIndex(({ key }) => key === selected);
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex);
  }, [virtual, selectedIndex]);
  useWheelZoom(scroller, waterfall);
  const drag = useDragPan(waterfall);
  const items = virtual.getVirtualItems();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (pressed(event, waterfall, onOpen)) event.preventDefault();
  };
  const { choose, toggle } = useStable(waterfall, onOpen);
  return (
    <div className="wf">
      {!isNarrow && <Axis waterfall={waterfall} />}
      <div
        ref={scroller}
        role="tree"
        aria-label="Spans"
        aria-activedescendant={selectedIndex < 0 ? undefined : spanRowId(selected)}
        tabIndex={0}
        className="wf-scroller focus-inset"
        onKeyDown={onKeyDown}
        {...drag}
      >
        <div className="relative" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {!isNarrow && <GridLines waterfall={waterfall} />}
          {inPlaces(items, virtual.isScrolling).map(({ index, start, place }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <WaterfallRowView
                key={place}
                {...{ row, view, title, clock, isNarrow }}
                top={start}
                segments={showPath ? segments.get(row.key) : undefined}
                isSelected={row.key === selected}
                onSelect={choose}
                onToggle={toggle}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The same functions each time, so that a row is drawn anew only for what has changed in it. */
function useStable(waterfall: Waterfall, onOpen: () => void) {
  const latest = useRef({ waterfall, onOpen });
  useEffect(() => {
    latest.current = { waterfall, onOpen };
  });
  const choose = useCallback((key: string) => {
    latest.current.waterfall.select(key);
    latest.current.onOpen();
  }, []);
  const toggle = useCallback((key: string) => latest.current.waterfall.toggle(key), []);
  return { choose, toggle };
}

function heightOf(row: WaterfallRow | undefined, isNarrow: boolean): number {
  if (row?.kind === "layer") return isNarrow ? 32 : 24;
  return isNarrow ? 44 : 28;
}

function useTicks({ view, tree }: Waterfall): { readonly at: number; readonly label: string; readonly left: number }[] {
  const window = useWindow(view);
  return useMemo(
    () =>
      ticks(window, 6, tree.unit).flatMap((tick) => {
        const bar = barOf(window, { start: tick.at, end: tick.at });
        return bar ? [{ ...tick, left: bar.left }] : [];
      }),
    [window, tree],
  );
}

function Axis({ waterfall }: { readonly waterfall: Waterfall }): ReactElement {
  const { unit } = waterfall.tree;
  return (
    <div className="wf-row is-axis" aria-hidden>
      <span>Span</span>
      <span className="wf-track">
        {useTicks(waterfall).map(({ at, label, left }) => (
          <span key={at} className="wf-tick" style={{ left: `${left}%` }}>
            {left < 92 && (unit === "step" ? `step ${label}` : label)}
          </span>
        ))}
      </span>
      <span className="wf-duration">Duration</span>
    </div>
  );
}

/** The lines of the axis behind all rows: once, and not once for each row. */
function GridLines({ waterfall }: { readonly waterfall: Waterfall }): ReactElement {
  return (
    <div className="wf-row is-grid" aria-hidden>
      <span />
      <span className="wf-track">
        {useTicks(waterfall).map(({ at, left }) => (
          <span key={at} className="wf-line" style={{ left: `${left}%` }} />
        ))}
      </span>
      <span />
    </div>
  );
}

function pressed(event: KeyboardEvent, waterfall: Waterfall, onOpen: () => void): boolean {
  const { key, shiftKey, metaKey, ctrlKey, altKey } = event;
  if (metaKey || ctrlKey || altKey) return false;
  if (shiftKey && (key === "ArrowLeft" || key === "ArrowRight")) {
    waterfall.panBy(key === "ArrowLeft" ? -0.2 : 0.2);
    return true;
  }
  if (cursorKeys.has(key)) {
    waterfall.move(key as CursorKey);
    return true;
  }
  if (key !== "Enter") return false;
  onOpen();
  return true;
}

/** ⌘ or Ctrl with the wheel zooms at the pointer; React's own listener could not keep the page from zooming too. */
function useWheelZoom(scroller: { readonly current: HTMLDivElement | null }, waterfall: Waterfall): void {
  const latest = useRef(waterfall);
  useEffect(() => {
    latest.current = waterfall;
  });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const track = element.querySelector(".wf-track")?.getBoundingClientRect();
      if (!track || track.width === 0) return;
      const { view, zoomBy } = latest.current;
      const window = view.window();
      const share = Math.min(Math.max((event.clientX - track.left) / track.width, 0), 1);
      zoomBy(event.deltaY > 0 ? zoomStep : 1 / zoomStep, window.start + share * (window.end - window.start));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [scroller]);
}

/** Dragging over the bars moves the window. A press that does not move stays a click. */
function useDragPan({ panBy }: Waterfall) {
  const from = useRef<{ readonly x: number; readonly width: number }>(undefined);
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      const track = event.target instanceof Element ? event.target.closest(".wf-track") : null;
      if (!track || event.button !== 0 || event.pointerType === "touch") return;
      from.current = { x: event.clientX, width: track.clientWidth };
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const start = from.current;
      if (!start || event.buttons === 0) return;
      const moved = start.x - event.clientX;
      if (Math.abs(moved) < 2) return;
      from.current = { ...start, x: event.clientX };
      panBy(moved / start.width);
    },
    onPointerUp: () => {
      from.current = undefined;
    },
  };
}
