import { Play } from "lucide-react";

import { Button } from "../../ui/button.tsx";
import { counted } from "../../ui/format.ts";
import { StatusMark } from "../../ui/icons/status-mark.tsx";
import { Meter } from "../../ui/meter.tsx";
import { widestOf, type Pipeline } from "../model/draft.ts";
import type { PlacedProblems } from "../model/problems.ts";
import { shapeLimits } from "../model/shape-limits.ts";

export interface CanvasFootProps {
  readonly pipeline: Pipeline;
  readonly problems: PlacedProblems;
  readonly onRun: () => void;
}

/** How much of what is allowed is used, what is wrong, and trying it out. */
export function CanvasFoot({ pipeline: { layers }, problems, onRun }: CanvasFootProps) {
  const { errors, warnings } = problems;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pb-3 text-12 text-fg-2">
      <span className="flex items-center gap-1.5">
        Layers <Meter label="layers" used={layers.length} allowed={shapeLimits.layers} className="canvas-meter" />
      </span>
      <span className="flex items-center gap-1.5">
        Widest{" "}
        <Meter
          label="scripts in the widest layer"
          used={widestOf(layers)}
          allowed={shapeLimits.scriptsPerLayer}
          className="canvas-meter"
        />
      </span>
      {errors > 0 && (
        <span className="flex items-center gap-1">
          <StatusMark status="error" size={12} /> {counted(errors, "error")}
        </span>
      )}
      {warnings > 0 && (
        <span className="flex items-center gap-1">
          <StatusMark status="warning" size={12} /> {counted(warnings, "warning")}
        </span>
      )}
      <Button
        size="sm"
        className="ml-auto"
        icon={<Play size={12} aria-hidden />}
        onClick={onRun}
        disabled={layers.length === 0}
      >
        Run with a sample
      </Button>
    </div>
  );
}
