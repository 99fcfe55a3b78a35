const hourOfDay = 4;
const dayMs = 24 * 60 * 60 * 1_000;

/** Does `work` each day at 4:00 UTC, as the cron trigger of the worker does. Answers how to stop that. */
export function daily(work: () => Promise<void>, now: () => number = Date.now): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const plan = (): void => {
    timer = setTimeout(() => {
      // What fails is tried again the next day.
      void work().catch((error: unknown) => console.error("sluice: the daily clean-up failed", error));
      plan();
    }, untilNext(now()));
    timer.unref();
  };
  plan();
  return () => clearTimeout(timer);
}

/** At least one ms, so that it is not done twice where a timer is early. */
function untilNext(now: number): number {
  const sinceLast = (now - hourOfDay * 60 * 60 * 1_000) % dayMs;
  return dayMs - sinceLast;
}
