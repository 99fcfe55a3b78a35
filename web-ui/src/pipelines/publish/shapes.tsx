import { ArrowRight } from "lucide-react";
import type { Mode, PipelineSummary, ScriptRecord } from "sluice";

import { ShapeGlyph, type ShapeGlyphProps } from "../../parts/shape-glyph.tsx";
import { idsOf, type Pipeline } from "../model/draft.ts";
import { scriptChanges } from "../model/publishing.ts";
import type { LaneFacts } from "../use-lane-facts.ts";
import { ScriptChangeList } from "./script-change-list.tsx";

export interface ShapesProps {
  readonly pipeline: Pipeline;
  readonly summary: PipelineSummary | undefined;
  /** The number it gets. */
  readonly version: number;
  readonly mode: Mode;
  readonly sources: ReadonlyMap<string, ScriptRecord>;
  readonly facts: LaneFacts;
}

/** What runs and what would, side by side, and the scripts that differ. */
export function Shapes({ mode, pipeline, summary, version, sources, facts }: ShapesProps) {
  const before = summary?.published?.layers ?? [];
  const changes = scriptChanges(pipeline, sources, facts.running?.scripts ?? {});
  return (
    <section aria-label="What changes" className="grid gap-3 rounded-6 border border-line-1 bg-canvas p-3">
      <div className="flex items-center gap-6">
        <Shape
          mode={mode}
          title={summary?.published ? `Live, v${summary.published.version}` : "Live"}
          layers={before}
        />
        <ArrowRight size={16} className="text-fg-3" aria-hidden />
        <Shape mode={mode} title={`Draft, v${version}`} layers={idsOf(pipeline.layers)} live={new Set(before.flat())} />
      </div>
      <ScriptChangeList changes={changes} />
      {facts.changes.settings.length > 0 && (
        <p className="text-12 text-fg-2">Settings changed: {facts.changes.settings.join(", ")}.</p>
      )}
    </section>
  );
}

function Shape({ title, ...glyph }: ShapeGlyphProps & { readonly title: string }) {
  return (
    <div className="grid gap-1">
      <span className="text-12 text-fg-2">{title}</span>
      {glyph.layers.length === 0 ? <span className="text-12 text-fg-3">nothing</span> : <ShapeGlyph {...glyph} />}
    </div>
  );
}
