import { useCallback, useState } from "react";

import { useHome } from "../../data/home.tsx";
import { remember, remembered } from "../../ui/remembered.ts";

/** What is open and what is folded away, remembered in this browser. */
export interface OpenLanes {
  isOpen(trigger: string): boolean;
  isFolded(group: string): boolean;
  setOpen(trigger: string, open: boolean): void;
  setFolded(group: string, folded: boolean): void;
}

interface Remembered {
  readonly open: readonly string[];
  readonly folded: readonly string[];
}

const nothing: Remembered = { open: [], folded: [] };

export function useOpenLanes(initial: string | undefined): OpenLanes {
  const key = `sluice.lanes.${useHome().name}`;
  const [lanes, setLanes] = useState(() => {
    const known = read(key);
    return initial === undefined ? known : { ...known, open: withMember(known.open, initial, true) };
  });
  const change = useCallback(
    (next: (lanes: Remembered) => Remembered) =>
      setLanes((now) => {
        const changed = next(now);
        write(key, changed);
        return changed;
      }),
    [key],
  );
  return {
    isOpen: (trigger) => lanes.open.includes(trigger),
    isFolded: (group) => lanes.folded.includes(group),
    setOpen: useCallback(
      (trigger, open) => change((now) => ({ ...now, open: withMember(now.open, trigger, open) })),
      [change],
    ),
    setFolded: useCallback(
      (group, folded) => change((now) => ({ ...now, folded: withMember(now.folded, group, folded) })),
      [change],
    ),
  };
}

function withMember(list: readonly string[], member: string, isIn: boolean): readonly string[] {
  const others = list.filter((one) => one !== member);
  return isIn ? [...others, member] : others;
}

function read(key: string): Remembered {
  try {
    return { ...nothing, ...(JSON.parse(remembered(key) ?? "{}") as Partial<Remembered>) };
  } catch {
    return nothing; // it holds something else
  }
}

function write(key: string, lanes: Remembered): void {
  remember(key, JSON.stringify(lanes));
}
