import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";

import { cx } from "./cx.ts";
import { clampSize, readSize, sizeAfterKey, writeSize, type SizeRange } from "./panel-size.ts";
import { useIsNarrow } from "./use-media-query.ts";

export interface SplitPaneProps extends SizeRange {
  /** Under which the size is remembered: "traces.span". */
  readonly storageKey: string;
  /** The panel's name, for the separator: "Span panel". */
  readonly label: string;
  /** The panel's size before it was changed, in px. */
  readonly initial: number;
  /** Where the panel stands; default: end, which is the right. */
  readonly side?: "start" | "end" | "bottom" | undefined;
  /** Nothing: the content has it all. */
  readonly panel: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** The size of a panel, and of which: another panel in its place has its own. */
interface Remembered {
  readonly storageKey: string;
  readonly size: number;
}

/** Content with a panel whose size can be changed by dragging and by arrow keys, and is remembered. */
export function SplitPane(props: SplitPaneProps) {
  const { storageKey, label, initial, min, max, side = "end", panel, children, className } = props;
  const remembered = (): Remembered => ({ storageKey, size: clampSize(readSize(storageKey) ?? initial, { min, max }) });
  const [{ size, ...of }, setRemembered] = useState(remembered);
  if (of.storageKey !== storageKey) setRemembered(remembered());
  const isNarrow = useIsNarrow();
  const resize = (wanted: number): void => {
    const allowed = clampSize(wanted, { min, max });
    setRemembered({ storageKey, size: allowed });
    writeSize(storageKey, allowed);
  };
  const hasPanel = panel !== null && panel !== undefined && panel !== false;
  const isRow = side !== "bottom";
  const separator = (
    <Separator {...{ label, size, min, max, side }} onResize={resize} onReset={() => resize(initial)} />
  );
  const sized = (
    <div
      className={cx("min-h-0 min-w-0 shrink-0", isNarrow && isRow && "max-w-full")}
      style={isRow ? { width: size } : { height: size }}
    >
      {panel}
    </div>
  );
  return (
    <div className={cx("flex min-h-0 min-w-0 flex-1", !isRow && "flex-col", className)}>
      {hasPanel && side === "start" && sized}
      {hasPanel && side === "start" && separator}
      <div className="min-h-0 min-w-0 flex-1">{children}</div>
      {hasPanel && side !== "start" && separator}
      {hasPanel && side !== "start" && sized}
    </div>
  );
}

interface SeparatorProps extends SizeRange {
  readonly label: string;
  readonly size: number;
  readonly side: "start" | "end" | "bottom";
  readonly onResize: (size: number) => void;
  readonly onReset: () => void;
}

function Separator({ label, size, min, max, side, onResize, onReset }: SeparatorProps) {
  const drag = useRef<{ readonly at: number; readonly size: number }>(undefined);
  const isRow = side !== "bottom";
  const position = (event: PointerEvent): number => (isRow ? event.clientX : event.clientY);
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={`Size of ${label}`}
      aria-orientation={isRow ? "vertical" : "horizontal"}
      aria-valuenow={Math.round(size)}
      aria-valuemin={min}
      aria-valuemax={max}
      className={cx("splitter", isRow ? "is-vertical" : "is-horizontal")}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: position(event), size };
      }}
      onPointerMove={(event) => {
        if (!drag.current) return;
        const moved = position(event) - drag.current.at;
        onResize(drag.current.size + (side === "start" ? moved : -moved));
      }}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
      onKeyDown={(event: KeyboardEvent) => {
        const wanted = sizeAfterKey(event.key, size, { min, max }, side);
        if (wanted === undefined) return;
        event.preventDefault();
        onResize(wanted);
      }}
    />
  );
}
