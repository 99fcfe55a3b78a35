import type { TraceRow } from "sluice";
import { useCallback, useState } from "react";
import { useLocation } from "wouter";

import { useHome } from "../../data/home.tsx";
import { formatTime } from "../../ui/format.ts";
import { announce } from "../../ui/live-regions.tsx";
import { meaningOfPick } from "../model/compare-pick.ts";

export interface ComparePick {
  /** The first of the two. */
  readonly picked: TraceRow | undefined;
  /** Why the last pick was not taken. */
  readonly refusal: string | undefined;
  /** The first pick is remembered, the second opens the comparison; the first again drops it. */
  readonly pick: (row: TraceRow) => void;
  readonly drop: () => void;
}

/** Two traces of the list that are to be compared, picked one after the other. */
export function useComparePick(): ComparePick {
  const [picked, setPicked] = useState<TraceRow>();
  const [refusal, setRefusal] = useState<string>();
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const begin = useCallback((row: TraceRow | undefined) => {
    setPicked(row);
    setRefusal(undefined);
    announce(row ? `Comparing the run of ${formatTime(row.startedAt)}. Choose another one.` : "Not comparing.");
  }, []);
  const pick = useCallback(
    (row: TraceRow) => {
      const meaning = meaningOfPick(picked, row);
      if (!picked || meaning === "begin") return begin(row);
      if (meaning === "drop") return begin(undefined);
      if (meaning === "compare") return navigate(paths.compare(picked.id, row.id));
      const why = `That is a run of ${row.trigger}. Choose one of ${picked.trigger}.`;
      setRefusal(why);
      announce(why);
    },
    [picked, begin, navigate, paths],
  );
  return { picked, refusal, pick, drop: useCallback(() => begin(undefined), [begin]) };
}
