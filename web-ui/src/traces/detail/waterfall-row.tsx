import { ChevronDown, ChevronRight, Globe, Minus } from "lucide-react";
import { memo, type CSSProperties, type ReactElement } from "react";

import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { cx } from "../../ui/cx.ts";
import { counted } from "../../ui/format.ts";
import { Tag } from "../../ui/tag.tsx";
import type { PathSegment } from "../model/critical-path.ts";
import { measuredText } from "../model/durations.ts";
import { fetchFacts, fetchTitle, isFetch, spanTitle, spanTone } from "../model/span-facts.ts";
import { barOf } from "../model/time-scale.ts";
import type { TimeView } from "../model/time-view.ts";
import type { SpanNode, WaterfallRow } from "../model/waterfall.ts";
import { useWindow } from "./use-waterfall.ts";

export interface WaterfallRowProps {
  readonly row: WaterfallRow;
  readonly top: number;
  readonly view: TimeView;
  /** Of the whole trace's row. */
  readonly title: string;
  readonly clock: "live" | "frozen";
  readonly segments: readonly PathSegment[] | undefined;
  readonly isSelected: boolean;
  readonly isNarrow: boolean;
  readonly onSelect: (key: string) => void;
  readonly onToggle: (key: string) => void;
}

export const spanRowId = (key: string): string => `span-row-${key.replace(/[^\w-]/g, "-")}`;

const indentPx = 16;
const nameLength = 120;

/** A row of the waterfall: the trace, a layer, or a span. */
export const WaterfallRowView = memo(function WaterfallRowView(props: WaterfallRowProps): ReactElement {
  const { row, top, isSelected, isNarrow, onSelect } = props;
  const style: CSSProperties = { transform: `translateY(${top}px)` };
  return (
    <div
      role="treeitem"
      id={spanRowId(row.key)}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      aria-expanded={row.hasChildren ? row.isOpen : undefined}
      aria-label={labelOf(props)}
      className={cx("wf-row", isNarrow && "is-narrow", row.kind === "layer" && "is-layer", isSelected && "is-selected")}
      style={style}
      onClick={() => onSelect(row.key)}
    >
      <span className="wf-name" style={{ paddingLeft: Math.max(0, row.level - (isNarrow ? 3 : 2)) * indentPx }}>
        <Twisty {...props} />
        <Name {...props} />
      </span>
      <span className="wf-track">
        <Bars {...props} />
      </span>{" "}
      <span className="wf-duration">{durationOf(props)}</span>
    </div>
  );
});

function Twisty({ row, onToggle }: WaterfallRowProps): ReactElement | null {
  if (!row.hasChildren) return row.kind === "span" ? <span className="w-3" /> : null;
  const Icon = row.isOpen ? ChevronDown : ChevronRight;
  return (
    <span
      className="wf-twisty"
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        onToggle(row.key);
      }}
    >
      <Icon size={12} />
    </span>
  );
}

function Name({ row, title }: WaterfallRowProps): ReactElement {
  if (row.kind === "root") return <span className="truncate">{title}</span>;
  if (row.kind === "layer") {
    const isTogether = row.layer.scripts.length > 1;
    return (
      <span className="truncate font-sans">
        Layer {row.layer.index + 1}
        {isTogether && <span className="ml-2 font-normal text-fg-3"> run together, all awaited</span>}
      </span>
    );
  }
  return <SpanName node={row.node} />;
}

function SpanName({ node: { span } }: { readonly node: SpanNode }): ReactElement {
  if (isFetch(span)) {
    const { status } = fetchFacts(span);
    return (
      <>
        <Globe size={12} className="text-fg-3" aria-hidden />
        <PlainText text={fetchTitle(span)} limit={nameLength} className="truncate" />{" "}
        {status !== undefined && (
          <Tag tone={status >= 400 ? "warning" : "success"} mono className="ml-auto">
            {status}
          </Tag>
        )}
        {span.status === "error" && <OutcomeMark status="error" />}
      </>
    );
  }
  if (span.parentId !== undefined) {
    return (
      <>
        <Minus size={12} className="text-fg-3" aria-hidden />
        <PlainText text={span.name} limit={nameLength} className="truncate" />
        {span.status === "error" && <OutcomeMark status="error" />}
      </>
    );
  }
  return (
    <>
      <OutcomeMark status={span.status} />
      <PlainText text={spanTitle(span)} limit={nameLength} className="truncate" />
    </>
  );
}

function Bars({ row, view, segments }: WaterfallRowProps): ReactElement | null {
  const window = useWindow(view);
  if (row.kind === "layer") return null;
  const bar = barOf(window, row.kind === "root" ? row.time : row.node.time);
  if (!bar) return null;
  if (row.kind === "root") return <span className="wf-bar is-root" style={placed(bar)} />;
  const { span } = row.node;
  if (span.status === "skipped") return null;
  const kind = isFetch(span) ? "is-fetch" : span.parentId === undefined ? "is-script" : "is-part";
  return (
    <>
      <span className={cx("wf-bar", kind, `is-${spanTone(span)}`)} style={placed(bar)} />
      {segments?.map((segment) => {
        const part = barOf(window, segment);
        return part && <span key={segment.start} className="wf-critical" style={placed(part)} />;
      })}
      {span.errorCode !== undefined && <span className="wf-label" data-text={span.errorCode} style={besides(bar)} />}
    </>
  );
}

function placed({ left, width }: { readonly left: number; readonly width: number }): CSSProperties {
  // A span of no duration at the very end is still seen.
  return { left: `min(${left}%, 100% - 3px)`, width: `${width}%` };
}

/** Where there is more room: before or after the bar. */
function besides({ left, width }: { readonly left: number; readonly width: number }): CSSProperties {
  return left > 50 ? { right: `${100 - left}%` } : { left: `${left + width}%` };
}

function durationOf({ row, clock }: WaterfallRowProps): string {
  if (row.kind === "layer") return "";
  if (row.kind === "root") return clock === "frozen" ? "" : measuredText(row.time.end, clock);
  const { span } = row.node;
  return span.status === "skipped" ? "did not run" : measuredText(span.durationMs, clock);
}

/** The row in words: what is seen of it, in that order, then what its marks say. */
function labelOf(props: WaterfallRowProps): string {
  const { row, title } = props;
  if (row.kind === "root") return `${title} ${durationOf(props)}`.trim();
  if (row.kind === "layer") {
    const { index, scripts } = row.layer;
    const together = scripts.length > 1 ? " run together, all awaited" : "";
    return `Layer ${index + 1}${together}, ${counted(scripts.length, "script")}`;
  }
  const { span } = row.node;
  const name = spanTitle(span);
  const status = isFetch(span) ? fetchFacts(span).status : undefined;
  const seen = [name, status, durationOf(props)].filter(Boolean).join(" ");
  return [seen, span.status, span.errorCode].filter(Boolean).join(", ");
}
