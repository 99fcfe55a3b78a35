import { useRef } from "react";

import { cx } from "../../ui/cx.ts";
import { over } from "../model/announcements.ts";
import { samePlace, type Carrying } from "../model/carry.ts";
import type { Place } from "../model/draft.ts";
import { placeInList } from "../model/geometry.ts";
import { shapeLimits } from "../model/shape-limits.ts";
import { FlowCard, GateButton, SlotButton, type FlowProps } from "./flow-parts.tsx";
import { scrollersOf } from "./flow-map.tsx";
import { useFlip } from "./use-flip.ts";
import { usePointerCarrying } from "./use-pointer-carrying.ts";

/** The flow from top to bottom, for one column: the rail runs down the left, and gates are its ticks. */
export function FlowList(props: FlowProps) {
  const { pipeline, logic, hook } = props;
  const { layers } = pipeline;
  const list = useRef<HTMLOListElement>(null);
  const { carrying } = logic.state;
  const pointer = usePointerCarrying({
    state: logic.state,
    placeAt: ({ x, y }) => carrying && pointedPlace(list.current!, carrying, x, y),
    scrollers: () => scrollersOf(list.current),
    onDropped: (key) => logic.stops.focus(`card ${key}`),
  });
  useFlip(list);
  return (
    <ol ref={list} className={cx("flow-list", `is-${hook.mode}`)}>
      {layers.map((cards, layer) => (
        <li
          key={layer}
          className="is-layer"
          aria-label={`Layer ${layer + 1}, ${cards.length} of ${shapeLimits.scriptsPerLayer}`}
        >
          <div className="flow-head">
            <span className={cx("flow-tick", `is-${hook.mode}`)} aria-hidden />
            <b>Layer {layer + 1}</b>
            <span>
              {cards.length} of {shapeLimits.scriptsPerLayer}
              {cards.length > 1 && ", run together"}
            </span>
            <SlotButton
              logic={logic}
              layers={layers}
              layer={layer}
              className="ml-auto px-2 text-13 text-fg-2 max-md:min-h-11"
              text="+ Script"
            />
          </div>
          <ul className="grid grid-cols-1 gap-2">
            {cards.map(({ key }, position) => (
              <li key={key} data-flip={key}>
                <FlowCard {...props} layer={layer} position={position} pointer={pointer} />
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li>
        {carrying ? (
          <div className="carry-here grid place-items-center px-2 text-12 text-accent" aria-hidden>
            {over(carrying)}
          </div>
        ) : (
          <GateButton
            logic={logic}
            layers={layers}
            gate={layers.length}
            className="canvas-slot min-h-11 w-full"
            text={layers.length === 0 ? "+ Add a script" : "+ New layer"}
          />
        )}
      </li>
    </ol>
  );
}

/** The place at a point, found by where the other cards are on the page. */
function pointedPlace(list: HTMLElement, carrying: Carrying, x: number, y: number): Place | undefined {
  const box = list.getBoundingClientRect();
  if (x < box.left - 48 || x > box.right + 48 || y < box.top - 48 || y > box.bottom + 48) return undefined;
  const layers = carrying.rest.map((cards) =>
    cards.map(({ key }) => {
      const { top, bottom } = list.querySelector(`[data-flip="${CSS.escape(key)}"]`)!.getBoundingClientRect();
      return { top, bottom };
    }),
  );
  const place = placeInList(layers, y);
  return samePlace(place, carrying.home) ? carrying.home : place;
}
