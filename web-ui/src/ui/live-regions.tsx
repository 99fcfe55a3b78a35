import { useSyncExternalStore } from "react";

export type Urgency = "polite" | "assertive";

interface Announcement {
  readonly text: string;
  /** Changes with each announcement, so that the same words are said again. */
  readonly count: number;
}

const silent: Announcement = { text: "", count: 0 };
const current: Record<Urgency, Announcement> = { polite: silent, assertive: silent };
const listeners = new Set<() => void>();

/** Says something to assistive technology. Assertive only while something is being carried. */
export function announce(text: string, urgency: Urgency = "polite"): void {
  current[urgency] = { text, count: current[urgency].count + 1 };
  for (const changed of listeners) changed();
}

/** The two regions that are read out; mounted once, outside of everything that may be hidden. */
export function LiveRegions() {
  return (
    <>
      <Region urgency="polite" />
      <Region urgency="assertive" />
    </>
  );
}

function Region({ urgency }: { readonly urgency: Urgency }) {
  const { text, count } = useSyncExternalStore(subscribe, () => current[urgency]);
  return (
    <div className="sr-only" role={urgency === "polite" ? "status" : "alert"} aria-live={urgency} aria-atomic>
      {/* A new element is a change even where the words are the same. */}
      <span key={count}>{text}</span>
    </div>
  );
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
