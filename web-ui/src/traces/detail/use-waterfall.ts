import type { Trace } from "sluice";
import { useMemo, useState } from "react";

import { criticalPath, segmentsBySpan, type PathSegment } from "../model/critical-path.ts";
import { decidingSpan } from "../model/outcome-words.ts";
import { fit, pan, reveal, zoom, type TimeWindow } from "../model/time-scale.ts";
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
  readonly window: TimeWindow;
  readonly setWindow: (window: TimeWindow) => void;
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

/** What is open, selected and in sight of a trace. Begins at the span that decided how it ended. */
export function useWaterfall(trace: Trace): Waterfall {
  const tree = useMemo(() => traceTree(trace), [trace]);
  const path = useMemo(() => criticalPath(tree), [tree]);
  const segments = useMemo(() => segmentsBySpan(path), [path]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set());
  const [window, setWindow] = useState(() => fit(tree.extent));
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
    if (node) setWindow((before) => reveal(before, tree.extent, node.time));
  };
  return {
    ...{ tree, rows, window, setWindow, selected, select, toggle, path, segments },
    zoomBy: (factor, at) => setWindow((before) => zoom(before, tree.extent, factor, at)),
    panBy: (share) => setWindow((before) => pan(before, tree.extent, (before.end - before.start) * share)),
    fitAll: () => setWindow(fit(tree.extent)),
    move: (key) => {
      const moved = moveCursor(rows, selected, key);
      if (!moved) return;
      if (moved.toggle !== undefined) toggle(moved.toggle);
      select(moved.key);
    },
  };
}
