import { useEffect, useSyncExternalStore } from "react";
import type { AroundNavHandler } from "wouter";

/** Somebody wants to leave a screen that has something unsaved. */
export interface Leaving {
  /** What would be lost, as a sentence. */
  readonly reason: string;
  readonly go: () => void;
  readonly stay: () => void;
}

/** What the browsers' Navigation API has, as far as it is used here; TypeScript does not know it yet. */
interface NavigateEvent extends Event {
  readonly navigationType: string;
  readonly destination: { readonly url: string; readonly key: string };
}
interface Navigation extends EventTarget {
  traverseTo(key: string): unknown;
}

const reasons = new Map<symbol, string>();
const listeners = new Set<() => void>();
let leaving: Leaving | undefined;

function setLeaving(next: Leaving | undefined): void {
  leaving = next;
  for (const changed of listeners) changed();
}

function ask(go: () => void): void {
  const [reason] = reasons.values();
  if (reason === undefined) return go();
  setLeaving({
    reason,
    stay: () => setLeaving(undefined),
    go: () => {
      setLeaving(undefined);
      reasons.clear();
      go();
    },
  });
}

/** Asks before the screen, or the page, is left while `reason` is given. Drafts save themselves and need none. */
export function useLeaveGuard(reason: string | undefined): void {
  useEffect(() => {
    if (reason === undefined) return;
    const id = Symbol("guard");
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    reasons.set(id, reason);
    addEventListener("beforeunload", warn);
    return () => {
      reasons.delete(id);
      removeEventListener("beforeunload", warn);
    };
  }, [reason]);
}

/** wouter's hook for links and redirects. */
export const guardNavigation: AroundNavHandler = (navigate, to, options) => ask(() => navigate(to, options));

/** Asks on Back and Forward as well, where the browser lets a page do so. */
export function useTraversalGuard(): void {
  useEffect(() => {
    const { navigation } = globalThis as { readonly navigation?: Navigation };
    if (!navigation) return;
    const onNavigate = (event: Event): void => {
      const { navigationType, cancelable, destination } = event as NavigateEvent;
      if (navigationType !== "traverse" || !cancelable || reasons.size === 0) return;
      event.preventDefault();
      ask(() => navigation.traverseTo(destination.key));
    };
    navigation.addEventListener("navigate", onNavigate);
    return () => navigation.removeEventListener("navigate", onNavigate);
  }, []);
}

/** What is being asked now, for the dialog that asks. */
export function useLeaving(): Leaving | undefined {
  return useSyncExternalStore(subscribe, () => leaving);
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
