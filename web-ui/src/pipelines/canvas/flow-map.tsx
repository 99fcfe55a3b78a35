import { useCallback, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from "react";

import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { cx } from "../../ui/cx.ts";
import { counted } from "../../ui/format.ts";
import { StatusMark } from "../../ui/icons/status-mark.tsx";
import { cardHeight, layOut, placeAt, type CanvasGeometry } from "../model/geometry.ts";
import { runsOf, type StatusCounts } from "../model/lanes.ts";
import { shapeLimits } from "../model/shape-limits.ts";
import { share } from "../model/words.ts";
import { FlowCard, GateButton, SlotButton, type FlowProps } from "./flow-parts.tsx";
import { CarriedCard, CarryTargets, styleOf } from "./carry-targets.tsx";
import { Rails } from "./rails.tsx";
import { useFlip } from "./use-flip.ts";
import { usePointerCarrying, type PointerCarrying } from "./use-pointer-carrying.ts";

/** The flow from left to right: layers are columns, and the gates between them what is awaited. */
export function FlowMap(props: FlowProps) {
  const { pipeline, logic, hook } = props;
  const { layers } = pipeline;
  const flow = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const heights = useHeights(flow);
  const geometry = useMemo(() => layOut(layers, (key) => heights.get(key) ?? cardHeight), [layers, heights]);
  const { carrying } = logic.state;
  const toFlow = (point: { readonly x: number; readonly y: number }) => {
    const box = flow.current!.getBoundingClientRect();
    return { x: point.x - box.left, y: point.y - box.top };
  };
  const pointer = usePointerCarrying({
    state: logic.state,
    placeAt: (point) => carrying && placeAt(geometry, layers, carrying.key, toFlow(point)),
    scrollers: () => scrollersOf(scroller.current),
    onDropped: (key) => logic.stops.focus(`card ${key}`),
  });
  useFlip(flow);
  return (
    <div ref={scroller} className={cx("canvas-scroll", carrying && "is-carrying")}>
      <div ref={flow} className="canvas-flow" style={{ width: geometry.width, height: geometry.height }}>
        <Rails geometry={geometry} mode={hook.mode} />
        <Ends {...props} geometry={geometry} />
        <ol>
          {layers.map((_, layer) => (
            <Layer key={layer} {...props} layer={layer} geometry={geometry} pointer={pointer} />
          ))}
          <li>{!carrying && <GateAt {...props} geometry={geometry} gate={layers.length} />}</li>
        </ol>
        {carrying && (
          <>
            <CarryTargets {...{ carrying, layers, geometry }} />
            <CarriedCard {...{ carrying, layers, geometry }} point={pointer.point && toFlow(pointer.point)} />
          </>
        )}
      </div>
    </div>
  );
}

interface MapProps extends FlowProps {
  readonly geometry: CanvasGeometry;
}

interface LayerProps extends MapProps {
  readonly layer: number;
  readonly pointer: PointerCarrying;
}

function Layer(props: LayerProps) {
  const { layer, geometry, pipeline, logic, facts } = props;
  const cards = pipeline.layers[layer]!;
  const column = geometry.columns[layer]!;
  const problems = facts.problems.layers.get(layer) ?? [];
  const { carrying } = logic.state;
  return (
    <li aria-label={`Layer ${layer + 1}, ${cards.length} of ${shapeLimits.scriptsPerLayer}`}>
      {!carrying && <GateAt {...props} gate={layer} />}
      <div className="layer-head" style={{ left: column.x }}>
        <b>Layer {layer + 1}</b>
        {problems.length === 0 ? (
          <span>
            {cards.length} of {shapeLimits.scriptsPerLayer}
            {cards.length > 1 && ", run together"}
          </span>
        ) : (
          <span className="flex items-center gap-1 text-error">
            <StatusMark status="error" size={12} /> {problems[0]!.message}
          </span>
        )}
      </div>
      <ul>
        {cards.map(({ key }, position) => {
          const box = column.cards[position]!;
          return (
            <li key={key} className="card-place" data-flip={key} style={{ left: box.x, top: box.y }}>
              <FlowCard {...props} layer={layer} position={position} />
            </li>
          );
        })}
      </ul>
      {!carrying && (
        <SlotButton
          logic={logic}
          layers={pipeline.layers}
          layer={layer}
          className="canvas-slot"
          style={styleOf(column.slot)}
          text={`+ Script to layer ${layer + 1}`}
        />
      )}
    </li>
  );
}

const gateButtonSize = 20;

function GateAt({ geometry, gate, logic, pipeline }: MapProps & { readonly gate: number }) {
  const { x } = geometry.gates[gate]!;
  const isFirst = pipeline.layers.length === 0;
  const box = isFirst
    ? { x: x + 24, y: geometry.middle - 18, width: 192, height: 36 }
    : { x: x - gateButtonSize / 2, y: 30, width: gateButtonSize, height: gateButtonSize };
  return (
    <GateButton
      logic={logic}
      layers={pipeline.layers}
      gate={gate}
      className="canvas-slot"
      style={styleOf(box)}
      text={isFirst ? "+ Add a script" : "+"}
    />
  );
}

/** Where it comes from and where it goes. */
function Ends({ hook, runs, geometry }: MapProps) {
  const top = geometry.middle - 18;
  return (
    <>
      <div className="canvas-end" style={{ left: 0, top }}>
        <b>Context</b>
        <span className="text-fg-3">{hook.context ? counted(hook.context.length, "field") : "any fields"}</span>
      </div>
      <div className="canvas-end" style={{ left: geometry.end + 6, top: top - 8 }}>
        <b>Outcome</b>
        <OutcomeShares mode={hook.mode} runs={runs} />
      </div>
    </>
  );
}

function OutcomeShares({ mode, runs }: { readonly mode: string; readonly runs: StatusCounts | undefined }): ReactNode {
  const all = runsOf(runs);
  if (!runs || all === 0) return <span className="text-fg-3">no runs in 24 h</span>;
  const lines = [
    { status: "success", text: `${mode === "blocking" ? "allow" : "done"} ${share(runs.success, all)}` },
    { status: "blocked", text: `deny ${share(runs.blocked, all)}` },
    { status: "error", text: `error ${share(runs.error, all)}` },
  ] as const;
  return lines
    .filter(({ status }) => status === "success" || runs[status] > 0)
    .map(({ status, text }) => (
      <span key={status} className="flex items-center gap-1">
        <OutcomeMark status={status} size={10} /> {text}
      </span>
    ));
}

/** How tall each card is, as soon as it is drawn and whenever its message changes. */
function useHeights(flow: RefObject<HTMLElement | null>): ReadonlyMap<string, number> {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const measure = useCallback(() => {
    const cards = [...(flow.current?.querySelectorAll<HTMLElement>("[data-flip]") ?? [])];
    const found = new Map(cards.map((card) => [card.dataset["flip"]!, card.offsetHeight]));
    setHeights((known) => (isSame(known, found) ? known : found));
  }, [flow]);
  useLayoutEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    for (const card of flow.current?.querySelectorAll("[data-flip]") ?? []) observer.observe(card);
    return () => observer.disconnect();
  });
  return heights;
}

function isSame(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([key, height]) => b.get(key) === height);
}

export function scrollersOf(element: HTMLElement | null): HTMLElement[] {
  const content = element?.closest<HTMLElement>("[data-lanes-scroll]");
  return [element, content].filter((one) => one != null);
}
