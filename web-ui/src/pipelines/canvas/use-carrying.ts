import { useCallback, useRef, useState } from "react";

import { announce } from "../../ui/live-regions.tsx";
import { cancelled, dropped, over, pickedUp } from "../model/announcements.ts";
import { isLegal, pickUp, samePlace, step, type Carrying, type CarryKey } from "../model/carry.ts";
import type { Pipeline, Place, ShapeLimits } from "../model/draft.ts";
import type { CardProblem } from "../model/problems.ts";

export interface CarryingState {
  readonly carrying: Carrying | undefined;
  /** What was said last: it stands in the bar, too. */
  readonly said: string;
  /** False when there is no such card. */
  start(key: string): boolean;
  key(key: CarryKey): void;
  /** Over a place by pointer; undefined: over none. */
  moveTo(place: Place | undefined): void;
  /** Puts the card down where it is. Nothing happens where there is no room. */
  drop(): boolean;
  cancel(): void;
}

export interface CarryingOptions {
  readonly pipeline: Pipeline;
  readonly limits: ShapeLimits;
  /** Moves the card, and answers what is wrong then. */
  readonly onDrop: (carrying: Carrying) => Promise<readonly CardProblem[]>;
}

/** How long the words after a drop wait for the check, so that they can say what is wrong. */
const checkWithinMs = 400;

/** A card on its way, by whatever means: the same places, the same words. */
export function useCarrying({ pipeline, limits, onDrop }: CarryingOptions): CarryingState {
  const [carrying, setCarrying] = useState<Carrying>();
  const [said, setSaid] = useState("");
  // Pointer events come faster than renders: the newest state is here.
  const latest = useRef<Carrying>(undefined);
  const show = useCallback((next: Carrying | undefined, words: string) => {
    latest.current = next;
    setCarrying(next);
    setSaid(words);
    announce(words, "assertive");
  }, []);

  const moveOn = (next: Carrying): void => {
    if (next !== latest.current) show(next, over(next));
  };
  return {
    carrying,
    said,
    start: (key) => {
      const picked = pickUp(pipeline, key, limits);
      if (picked) show(picked, pickedUp(picked));
      return picked !== undefined;
    },
    key: (key) => {
      if (latest.current) moveOn(step(latest.current, key));
    },
    moveTo: (place) => {
      const now = latest.current;
      if (!now) return;
      const at = place ?? now.home;
      if (!samePlace(at, now.at)) moveOn({ ...now, at });
    },
    drop: () => {
      const now = latest.current;
      if (!now) return false;
      if (!isLegal(now, now.at)) {
        announce(over(now), "assertive");
        return false;
      }
      latest.current = undefined;
      setCarrying(undefined);
      void within(onDrop(now), checkWithinMs).then((problems) => announce(dropped(now, problems), "assertive"));
      return true;
    },
    cancel: () => {
      if (latest.current) show(undefined, cancelled(latest.current));
    },
  };
}

function within(check: Promise<readonly CardProblem[]>, ms: number): Promise<readonly CardProblem[]> {
  const late = new Promise<readonly CardProblem[]>((resolve) => setTimeout(resolve, ms, []));
  return Promise.race([check.catch(() => []), late]);
}
