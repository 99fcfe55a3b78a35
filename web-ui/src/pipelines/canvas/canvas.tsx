import { useIsNarrow } from "../../ui/use-media-query.ts";
import { CanvasFoot } from "./canvas-foot.tsx";
import type { CanvasProps } from "./canvas-props.ts";
import { CarryBar } from "./carry-bar.tsx";
import { FlowList } from "./flow-list.tsx";
import { FlowMap } from "./flow-map.tsx";
import { useCanvas } from "./use-canvas.ts";
import "./canvas.css";

/** A pipeline, to look at and to change. */
export function Canvas(props: CanvasProps) {
  const isNarrow = useIsNarrow();
  const { editing, pipeline, facts, hook, onPick, onOpenScript, onLeave, onRun, fresh } = props;
  const logic = useCanvas({ editing, pipeline, onPick, onOpenScript, onLeave, fresh });
  const { carrying, said } = logic.state;
  return (
    <div
      ref={logic.container}
      className="relative border-b border-line-1"
      role="group"
      aria-label={`Scripts of ${hook.name}`}
      onKeyDown={logic.onKeyDown}
      onFocus={logic.onFocus}
    >
      {isNarrow ? <FlowList {...props} logic={logic} /> : <FlowMap {...props} logic={logic} />}
      {facts.problems.pipeline.length > 0 && pipeline.layers.length > 0 && (
        <ul className="px-4 pb-2 text-12 text-error">
          {facts.problems.pipeline.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <CanvasFoot pipeline={pipeline} problems={facts.problems} onRun={onRun} />
      {carrying && <CarryBar scriptId={carrying.scriptId} said={said} />}
    </div>
  );
}
