import type { MenuEntry } from "../../ui/menu.tsx";
import type { Pipeline, Place } from "../model/draft.ts";
import { movesOf } from "../model/moves.ts";
import { shapeLimits } from "../model/shape-limits.ts";

export interface CardActions {
  open(key: string, line?: number): void;
  move(key: string, place: Place): void;
  carry(key: string): void;
  replace(key: string): void;
  remove(key: string): void;
}

/** Everything that can be done with a card, without a pointer and without knowing a key. */
export function cardMenu(pipeline: Pipeline, key: string, actions: CardActions): readonly MenuEntry[] {
  const moves = movesOf(pipeline, key, shapeLimits).map(({ label, place, refused }) => ({
    label,
    disabled: refused !== undefined,
    ...(refused !== undefined && { hint: refused.replace(/\.$/, "") }),
    onSelect: () => actions.move(key, place),
  }));
  return [
    { label: "Open script", keys: "enter", onSelect: () => actions.open(key) },
    { label: "Replace…", onSelect: () => actions.replace(key) },
    { label: "Remove", keys: "delete", onSelect: () => actions.remove(key) },
    { separator: true },
    { heading: "Move" },
    ...moves,
    { label: "Carry with the arrow keys", keys: "space", onSelect: () => actions.carry(key) },
  ];
}
