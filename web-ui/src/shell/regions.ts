import { useHotkeys } from "../ui/hotkeys/use-hotkeys.ts";

/** Parts of the page that F6 goes through, in this order. An element becomes one by `data-region="content"`. */
const regionOrder = ["navigation", "toolbar", "content", "inspector", "status"] as const;

const focusable =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), " +
  "[tabindex]:not([tabindex='-1']), [contenteditable='true']";

/** What had the focus last in each region. */
const lastFocused = new WeakMap<Element, HTMLElement>();

/** F6 and ⇧F6 go from region to region, and back to where the focus was in each. */
export function useRegionKeys(): void {
  useHotkeys(
    [
      { keys: "f6", label: "Next region", inFields: true, run: () => goToRegion(1) },
      { keys: "shift+f6", label: "Previous region", inFields: true, run: () => goToRegion(-1) },
    ],
    { group: "Everywhere" },
  );
}

function goToRegion(step: 1 | -1): void {
  const regions = visibleRegions();
  if (regions.length === 0) return;
  const active = document.activeElement;
  const from = regions.findIndex((region) => region.contains(active));
  const leaving = regions[from];
  if (leaving && active instanceof HTMLElement) lastFocused.set(leaving, active);
  const start = from < 0 ? (step === 1 ? -1 : 0) : from;
  const region = regions[(start + step + regions.length) % regions.length];
  if (region) focusRegion(region);
}

function visibleRegions(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((region) => region.checkVisibility());
  return regionOrder.flatMap((name) => all.filter((region) => region.dataset["region"] === name));
}

/** Focuses what had the focus in a region, else its first control, else the region itself. */
function focusRegion(region: HTMLElement): void {
  const last = lastFocused.get(region);
  if (last?.isConnected && region.contains(last)) return last.focus();
  const first = [...region.querySelectorAll<HTMLElement>(focusable)].find((element) => element.checkVisibility());
  if (first) return first.focus();
  region.tabIndex = -1;
  region.focus();
}
