import type { Trace } from "sluice";
import { useMemo, useState, useSyncExternalStore } from "react";

import { criticalPath, segmentsBySpan, type PathSegment } from "../model/critical-path.ts";
import { decidingSpan } from "../model/outcome-words.ts";
import { fit, pan, reveal, zoom, type TimeWindow } from "../model/time-scale.ts";
import { TimeView } from "../model/time-view.ts";
import {
  moveCursor,
  rootKey,
  traceTree,
  waterfallRows,
  type CursorKey,
  type TraceTree,
  type WaterfallRow,
} from "../model/waterfall.ts";

export interface Waterfall {
  readonly tree: TraceTree;
  readonly rows: readonly WaterfallRow[];
  readonly view: TimeView;
  /** Makes the window `factor` times as wide, around a moment. */
  readonly zoomBy: (factor: number, at?: number) => void;
  /** Moves it by a part of its width. */
  readonly panBy: (share: number) => void;
  readonly fitAll: () => void;
  readonly selected: string;
  readonly select: (key: string) => void;
  readonly move: (key: CursorKey) => void;
  readonly toggle: (key: string) => void;
  readonly path: readonly PathSegment[];
  readonly segments: ReadonlyMap<string, readonly PathSegment[]>;
}

/** What is in sight, for what is drawn by it. */
export function useWindow({ subscribe, window }: TimeView): TimeWindow {
  return useSyncExternalStore(subscribe, window);
}

/** What is open, selected and in sight of a trace. Begins at the span that decided how it ended. */
export function useWaterfall(trace: Trace): Waterfall {
  const tree = useMemo(() => traceTree(trace), [trace]);
  const path = useMemo(() => criticalPath(tree), [tree]);
  const segments = useMemo(() => segmentsBySpan(path), [path]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set());
  const [view] = useState(() => new TimeView(fit(tree.extent)));
  const [selected, setSelected] = useState(() => decidingSpan(trace)?.id ?? rootKey);
  const rows = useMemo(() => waterfallRows(tree, closed), [tree, closed]);
  const toggle = (key: string): void => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };
  const select = (key: string): void => {
    setSelected(key);
    const node = tree.nodes.get(key);
    if (node) view.set(reveal(view.window(), tree.extent, node.time));
  };
  return {
    ...{ tree, rows, view, selected, select, toggle, path, segments },
    zoomBy: (factor, at) => view.set(zoom(view.window(), tree.extent, factor, at)),
    panBy: (share) => {
      const { start, end } = view.window();
      view.set(pan({ start, end }, tree.extent, (end - start) * share));
    },
    fitAll: () => view.set(fit(tree.extent)),
    move: (key) => {
      const moved = moveCursor(rows, selected, key);
      if (!moved) return;
      if (moved.toggle !== undefined) toggle(moved.toggle);
      select(moved.key);
    },
  };
}
