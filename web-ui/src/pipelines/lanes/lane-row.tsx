import { ChevronDown, ChevronRight } from "lucide-react";
import type { PipelineSummary } from "sluice";

import type { HookDescription } from "../../data/workspace.ts";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { ShapeGlyph } from "../../parts/shape-glyph.tsx";
import { cx } from "../../ui/cx.ts";
import { counted, formatNumber, plural } from "../../ui/format.ts";
import { Tag } from "../../ui/tag.tsx";
import { layersOf, runsOf, type StatusCounts } from "../model/lanes.ts";
import { share } from "../model/words.ts";
import { AttentionFlag, needsLook } from "./attention-flag.tsx";

export interface LaneRowProps {
  readonly hook: HookDescription;
  readonly summary: PipelineSummary | undefined;
  readonly runs: StatusCounts | undefined;
  /** The last day could be counted. */
  readonly isCounted: boolean;
  /** What is published and drafted has been read. */
  readonly isKnown: boolean;
  /** Scripts were saved since it was published. */
  readonly edited: boolean;
  readonly open: boolean;
  readonly selected: boolean;
  readonly roving: object;
  readonly onToggle: () => void;
}

/** A hook: its face, its figures and its state, before anything is opened. */
export function LaneRow(props: LaneRowProps) {
  const { hook, summary, runs, isCounted, open, selected, roving, onToggle } = props;
  const layers = layersOf(summary);
  const all = runsOf(runs);
  return (
    <div
      role="row"
      aria-level={2}
      aria-expanded={open}
      aria-selected={selected}
      aria-label={hook.name}
      className={cx("lane-row", open && "is-open", selected && "is-selected")}
      onClick={onToggle}
      {...roving}
    >
      <span role="gridcell" className="lane-name">
        {open ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
        <ModeMark mode={hook.mode} size={14} label={hook.mode} />
        <span className="code min-w-0 truncate font-medium text-fg-1">{hook.name}</span>
      </span>
      <span role="gridcell" className="lane-when" title={hook.when}>
        {hook.when}
      </span>
      <span role="gridcell">
        {layers.length > 0 && (
          <ShapeGlyph mode={hook.mode} layers={layers} live={new Set(summary?.published?.layers?.flat())} />
        )}
      </span>
      <span role="gridcell" className="lane-figure">
        {isCounted ? formatNumber(all) : ""}
        <span className="md:hidden">
          {` ${plural(all, "run")}`}
          {(runs?.blocked ?? 0) > 0 && `, ${share(runs?.blocked ?? 0, all)} denied`}
        </span>
      </span>
      <span role="gridcell" className="lane-figure lane-denied">
        {hook.mode === "async" || all === 0 ? "–" : share(runs?.blocked ?? 0, all)}
      </span>
      <span role="gridcell" className="lane-state">
        <LaneState {...props} />
      </span>
    </div>
  );
}

function LaneState({ hook, summary, runs, edited, isKnown }: LaneRowProps) {
  if (!isKnown) return null;
  const all = runsOf(runs);
  const published = summary?.published;
  if (!published && !summary?.draft) return <span className="text-12 text-fg-3">no scripts</span>;
  return (
    <>
      {summary?.enabled === false && <Tag tone="warning">disabled</Tag>}
      {published?.authentic === false && <Tag tone="error">not signed here</Tag>}
      {runs && needsLook(runs) && published ? (
        <AttentionFlag trigger={hook.name} fallback={<ErrorShare errors={runs.error} all={all} />} />
      ) : (
        runs && runs.error > 0 && <ErrorShare errors={runs.error} all={all} />
      )}
      {(summary?.draft?.problems ?? 0) > 0 && summary!.draft!.scripts.length > 0 && (
        <Tag tone="error">{counted(summary!.draft!.problems, "problem")}</Tag>
      )}
      {summary?.draft ? <Tag tone="draft">draft</Tag> : edited && <Tag tone="draft">edited</Tag>}
      {published && <Tag tone="line">v{published.version}</Tag>}
    </>
  );
}

function ErrorShare({ errors, all }: { readonly errors: number; readonly all: number }) {
  return <Tag tone="error">errors {share(errors, all)}</Tag>;
}
