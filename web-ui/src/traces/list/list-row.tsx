import type { TraceRow } from "sluice";
import { memo, type CSSProperties, type ReactElement } from "react";

import { LayerGlyph } from "../../parts/layer-glyph.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { cutMiddle } from "../../parts/visible-text.ts";
import { cx } from "../../ui/cx.ts";
import { formatFullTime, formatNumber, formatTime } from "../../ui/format.ts";
import { measuredText, timeText } from "../model/durations.ts";
import type { RowDetails } from "../model/row-details.ts";

export interface ListRowProps {
  readonly row: TraceRow;
  /** From 0, in the whole list. */
  readonly index: number;
  readonly top: number;
  /** Undefined while they are not known. */
  readonly details: RowDetails | undefined;
  /** "v13"; undefined where only the hash of the plan is known. */
  readonly version: string | undefined;
  readonly href: string;
  readonly isSelected: boolean;
  /** The first of two that are to be compared. */
  readonly isPicked: boolean;
  readonly isNarrow: boolean;
  readonly onSelect: (index: number) => void;
}

export const rowId = (index: number): string => `trace-row-${index}`;

/** A duration from which on a run is shown as slow. */
const slowMs = 1_000;
const reasonLength = 300;

/** One trace in the list. It redraws only when something of its own changes. */
export const ListRow = memo(function ListRow(props: ListRowProps): ReactElement {
  const { index, top, isSelected, isPicked, isNarrow, onSelect } = props;
  const style: CSSProperties = { transform: `translateY(${top}px)` };
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={cx("trace-row", isNarrow && "is-narrow", isPicked && "is-picked", isSelected && "is-selected")}
      style={style}
      onPointerDown={() => onSelect(index)}
    >
      {isNarrow ? <NarrowCells {...props} /> : <WideCells {...props} />}
    </div>
  );
});

function WideCells(props: ListRowProps): ReactElement {
  const { row, details } = props;
  return (
    <>
      <span role="gridcell" className="code text-fg-2">
        <TimeLink {...props} />
      </span>
      <StatusCell status={row.status} />
      <span role="gridcell" className="trace-glyph">
        {details && <LayerGlyph layers={details.shape} />}
      </span>
      <span role="gridcell" className="code truncate">
        {row.trigger}
      </span>
      <span role="gridcell" className="truncate">
        {details && <Reason details={details} />}
      </span>
      <span role="gridcell" className="code truncate text-fg-2">
        {details?.userId !== undefined && <PlainText text={cutMiddle(details.userId, 40)} />}
      </span>
      <DurationCell {...props} />
      <span role="gridcell" className="is-number text-fg-2">
        {details && formatNumber(details.instructions)}
      </span>
      <span role="gridcell" className="is-number code text-fg-2">
        <PlanText {...props} />
      </span>
    </>
  );
}

function NarrowCells(props: ListRowProps): ReactElement {
  const { row, details } = props;
  return (
    <>
      <StatusCell status={row.status} />
      <span role="gridcell" className="code truncate">
        {row.trigger}
      </span>
      <DurationCell {...props} />
      <span role="gridcell" className="code text-fg-3">
        <TimeLink {...props} />
      </span>
      <span role="gridcell" className="truncate text-fg-2">
        {details && <Reason details={details} />}
      </span>
    </>
  );
}

/**
 * The row's link: it can be opened in another tab, while the list follows a plain click anywhere in the row. No link of
 * the router: each would listen to the address by itself, which is felt when fifteen rows come in with each frame.
 */
function TimeLink({ row, href }: ListRowProps): ReactElement {
  return (
    <a href={href} tabIndex={-1} className="trace-link" title={formatFullTime(row.startedAt)}>
      <span className="sr-only">{formatTime(row.startedAt)}</span>
      <time dateTime={new Date(row.startedAt).toISOString()}>{timeText(row.startedAt)}</time>
    </a>
  );
}

function StatusCell({ status }: Pick<TraceRow, "status">): ReactElement {
  return (
    <span role="gridcell" className={`trace-status is-${status}`}>
      <OutcomeMark status={status} />
      {status}
    </span>
  );
}

function Reason({ details: { code, reason } }: { readonly details: RowDetails }): ReactElement {
  if (code === "") return <PlainText text={reason} limit={reasonLength} className="text-fg-3" />;
  return (
    <>
      <span className="code font-medium">{code}</span>
      <PlainText text={reason} limit={reasonLength} className="ml-2 text-fg-2" />
    </>
  );
}

function DurationCell({ row, details }: ListRowProps): ReactElement {
  const text = measuredText(row.durationMs, details?.isFrozen === true ? "frozen" : "live");
  return (
    <span role="gridcell" className={cx("is-number", row.durationMs >= slowMs ? "font-semibold" : "text-fg-2")}>
      {text}
    </span>
  );
}

function PlanText({ details, version }: ListRowProps): ReactElement | null {
  if (!details) return null;
  return <>{version ?? details.planHash.slice(0, 8)}</>;
}
