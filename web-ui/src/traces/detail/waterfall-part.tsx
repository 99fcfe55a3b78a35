import { Clock, Minus, Plus } from "lucide-react";
import type { Trace } from "sluice";
import { useState, type ReactElement } from "react";

import { useCommands } from "../../shell/commands.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useIsNarrow } from "../../ui/use-media-query.ts";
import { pathSentence } from "../model/critical-path.ts";
import { isWhole } from "../model/time-scale.ts";
import { Minimap } from "./minimap.tsx";
import { useWindow, type Waterfall } from "./use-waterfall.ts";
import { WaterfallView } from "./waterfall-view.tsx";

export interface WaterfallPartProps {
  readonly trace: Trace;
  readonly waterfall: Waterfall;
  readonly onOpen: () => void;
}

const zoomStep = 1.6;

/** The waterfall with what it is controlled by. */
export function WaterfallPart({ trace, waterfall, onOpen }: WaterfallPartProps): ReactElement {
  const [showPath, setShowPath] = useState(true);
  const isNarrow = useIsNarrow();
  const { zoomBy, fitAll } = waterfall;
  useCommands(
    [
      { keys: "+", label: "Zoom in", run: () => zoomBy(1 / zoomStep) },
      { keys: "-", label: "Zoom out", run: () => zoomBy(zoomStep) },
      { keys: "0", label: "Fit the whole trace", run: fitAll },
    ],
    { group: "Trace" },
  );
  if (trace.spans.length === 0) {
    return (
      <EmptyState title="No script ran">
        The execution ended before its first layer. The cause is in its outcome.
      </EmptyState>
    );
  }
  const isFrozen = trace.clock === "frozen";
  return (
    <div className="flex h-full min-h-0 flex-col">
      {!isNarrow && (
        <div className="wf-tools">
          <Checkbox label="Critical path" checked={showPath && !isFrozen} disabled={isFrozen} onChange={setShowPath} />
          <span className="truncate text-fg-3">{pathSentence(waterfall.path, trace.durationMs)}</span>
          <span className="ml-auto flex items-center gap-1 whitespace-nowrap text-fg-3">
            <Clock size={12} aria-hidden />
            {isFrozen ? "Clock frozen between I/O: steps in sequence, not time" : "Clock live"}
          </span>
          <IconButton
            label="Zoom out"
            size="sm"
            keys="-"
            icon={<Minus size={14} aria-hidden />}
            onClick={() => zoomBy(zoomStep)}
          />
          <IconButton
            label="Zoom in"
            size="sm"
            keys="+"
            icon={<Plus size={14} aria-hidden />}
            onClick={() => zoomBy(1 / zoomStep)}
          />
          <FitButton waterfall={waterfall} />
        </div>
      )}
      {!isNarrow && <Minimap waterfall={waterfall} />}
      <WaterfallView {...{ waterfall, onOpen, showPath }} title={trace.trigger} clock={trace.clock} />
    </div>
  );
}

function FitButton({ waterfall: { view, tree, fitAll } }: { readonly waterfall: Waterfall }): ReactElement {
  return (
    <Button size="sm" variant="quiet" keys="0" disabled={isWhole(useWindow(view), tree.extent)} onClick={fitAll}>
      Fit
    </Button>
  );
}
