import { useSyncExternalStore } from "react";

import { formatAgo, formatFullTime, formatTime } from "./format.ts";
import { Tooltip } from "./tooltip.tsx";

export interface TimeProps {
  /** ms since the epoch. */
  readonly at: number;
  readonly className?: string | undefined;
}

/** A moment to the second, as in lists; how long ago that is, in its tooltip. */
export function Time({ at, className }: TimeProps) {
  const now = useMinute();
  return (
    <TimeElement
      {...{ at, className }}
      text={formatTime(at, now)}
      tip={`${formatAgo(at, now)}, ${formatFullTime(at)}`}
    />
  );
}

/** How long ago a moment was, as in histories; the moment itself in its tooltip. */
export function RelativeTime({ at, className }: TimeProps) {
  return <TimeElement {...{ at, className }} text={formatAgo(at, useMinute())} tip={formatFullTime(at)} />;
}

function TimeElement({ at, className, text, tip }: TimeProps & { readonly text: string; readonly tip: string }) {
  return (
    <Tooltip text={tip}>
      <time dateTime={new Date(at).toISOString()} className={className}>
        {text}
      </time>
    </Tooltip>
  );
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let minute = Date.now();

/** The current time to the minute: one timer for all moments of a page. */
function useMinute(): number {
  return useSyncExternalStore(subscribe, () => minute);
}

function subscribe(changed: () => void): () => void {
  if (listeners.size === 0) {
    minute = Date.now();
    timer = setInterval(tick, 30_000);
  }
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick(): void {
  minute = Date.now();
  for (const changed of listeners) changed();
}
