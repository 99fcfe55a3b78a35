import { useSyncExternalStore } from "react";

import { KeptValue } from "../data/kept-value.ts";

const kept = new KeptValue<boolean>("sluice:editor:heat");
const listeners = new Set<() => void>();
let isShown: boolean | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function snapshot(): boolean {
  isShown ??= kept.get() ?? true;
  return isShown;
}

function show(next: boolean): void {
  isShown = next;
  kept.set(next);
  for (const listener of listeners) listener();
}

/** Whether editors show what each line cost: chosen once for this browser. */
export function useHeat(): { readonly isShown: boolean; readonly show: (next: boolean) => void } {
  return { isShown: useSyncExternalStore(subscribe, snapshot), show };
}
