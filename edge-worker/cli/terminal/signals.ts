import { watchStarter } from "./ancestors.ts";

/**
 * A signal that is aborted by Ctrl-C, SIGTERM, SIGHUP, and the end of the npm that has started the program, for
 * commands that run until they are told to end.
 */
export function untilStopped(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
  watchStarter(process.env, stop);
  return controller.signal;
}

/** Waits; ends early, without failing, when the signal is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
