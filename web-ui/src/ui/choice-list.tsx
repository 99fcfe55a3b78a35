import { Check } from "lucide-react";
import type { ComponentProps } from "react";

// What a Select and a Combobox open: the same list in the same frame, whichever of them one came from.

export const choicePopup = "pop fade w-(--anchor-width) min-w-56";
export const choiceScroller = "max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0";
export const choiceRow = "menu-item";
export const choiceOffset = 4;

/** What stands in a row of the list. */
export function ChoiceText(props: ComponentProps<"span">) {
  return <span {...props} className="flex min-w-0 flex-1 items-center gap-1.5" />;
}

/** Marks the row that is chosen. */
export const chosenMark = <Check size={14} className="ml-auto text-accent" aria-hidden />;
