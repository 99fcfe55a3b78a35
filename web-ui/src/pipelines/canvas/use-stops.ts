import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

import type { Layers } from "../model/draft.ts";
import { firstStop, stopOf } from "../model/stops.ts";

export interface Stops {
  /** The one that Tab comes to. */
  readonly current: string;
  tabIndex(id: string): 0 | -1;
  /** Makes it the current one, as when it was clicked. */
  set(id: string): void;
  /** Focuses it, now or as soon as it is there. */
  focus(id: string): void;
}

/** One tab stop for all of the canvas. */
export function useStops(container: RefObject<HTMLElement | null>, layers: Layers): Stops {
  const [chosen, setChosen] = useState<string>();
  const wanted = useRef<string>(undefined);
  const current = chosen !== undefined && stopOf(layers, chosen) ? chosen : firstStop(layers);
  useEffect(() => {
    const id = wanted.current;
    if (id === undefined) return;
    const element = container.current?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(id)}"]`);
    if (!element) return;
    wanted.current = undefined;
    element.focus();
    element.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  });
  // A stop that is the current one already is focused by a render of its own.
  const [, renderAgain] = useState(0);
  const focus = useCallback((id: string) => {
    wanted.current = id;
    setChosen(id);
    renderAgain((count) => count + 1);
  }, []);
  return {
    current,
    tabIndex: (id) => (id === current ? 0 : -1),
    set: setChosen,
    focus,
  };
}
