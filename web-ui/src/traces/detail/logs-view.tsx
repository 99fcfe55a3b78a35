import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState, type ReactElement } from "react";

import { PlainText } from "../../parts/plain-text.tsx";
import { cx } from "../../ui/cx.ts";
import { offsetText } from "../model/durations.ts";
import type { PlacedLine } from "../model/logs.ts";

export interface LogsViewProps {
  readonly lines: readonly PlacedLine[];
  readonly clock: "live" | "frozen";
  /** Goes to the span that wrote a line; absent where there is only one. */
  readonly onSpan?: (id: string) => void;
}

const lineHeight = 24;
/** What a line shows before it is opened. */
const shortLength = 1_000;
const wholeLength = 20_000;

/** Logged lines in order. A line is one line until it is pressed; then all of it is shown. */
export function LogsView({ lines, clock, onSpan }: LogsViewProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(() => new Set());
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 10,
  });
  const toggle = (number: number): void => {
    const next = new Set(open);
    if (!next.delete(number)) next.add(number);
    setOpen(next);
  };
  if (lines.length === 0) return <p className="p-4 text-12 text-fg-3">Nothing was logged.</p>;
  return (
    <div ref={scroller} className="trace-logs focus-inset" tabIndex={0} role="log" aria-label="Logs" aria-live="off">
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className="log-place"
              style={{ transform: `translateY(${start}px)` }}
            >
              <LogRow
                {...{ line, clock, onSpan }}
                isOpen={open.has(line.number)}
                onToggle={() => toggle(line.number)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface LogRowProps extends Pick<LogsViewProps, "clock"> {
  readonly line: PlacedLine;
  readonly onSpan: LogsViewProps["onSpan"];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function LogRow({ line: placed, clock, onSpan, isOpen, onToggle }: LogRowProps): ReactElement {
  const { number, line, span, offsetMs, isCut } = placed;
  return (
    <div className={cx("log-row", `is-${line.level}`, onSpan && "has-span", isOpen && "is-open")}>
      <span className="text-right text-fg-3">{number}</span>
      <span className="text-right text-fg-3">{clock === "frozen" && offsetMs === 0 ? "–" : offsetText(offsetMs)}</span>
      <span className="log-level">{isCut ? "cut" : line.level}</span>
      <Place {...{ span, line, onSpan }} />
      <button type="button" className="log-text" aria-expanded={isOpen} onClick={onToggle}>
        <PlainText text={line.text} lines={isOpen} limit={isOpen ? wholeLength : shortLength} />
      </button>
    </div>
  );
}

function Place({ span, line, onSpan }: Pick<PlacedLine, "span" | "line"> & Pick<LogRowProps, "onSpan">): ReactElement {
  const at = line.line === undefined ? "" : `:${line.line}`;
  if (!onSpan) return <span className="truncate text-fg-3">{line.line === undefined ? "" : `line ${line.line}`}</span>;
  return (
    <button type="button" className="truncate text-left text-accent hover:underline" onClick={() => onSpan(span.id)}>
      {span.scriptId}
      {at}
    </button>
  );
}

/** The lines of one span only. */
export function useSpanLines(lines: readonly PlacedLine[], id: string): readonly PlacedLine[] {
  return useMemo(() => lines.filter(({ span }) => span.id === id), [lines, id]);
}
