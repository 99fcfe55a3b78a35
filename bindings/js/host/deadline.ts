import { hasEnded, type Ending } from "./ending.ts";

/**
 * Runs `work` for at most `ms`. Rejects with `expired()` when the time is up and with `hasEnded()` when `outer` comes,
 * whether or not `work` heeds the signal it is given. That signal is aborted unless `work` succeeds in time, and no
 * timer is left behind.
 */
export async function withDeadline<T>(
  ms: number,
  outer: Ending | undefined,
  expired: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (outer?.hasCome) throw hasEnded();
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    const settle = (): void => {
      clearTimeout(timer);
      outer?.delete(giveUp);
    };
    const giveUp = (reason: unknown): void => {
      settle();
      reject(reason as Error);
      controller.abort(reason);
    };
    const timer = setTimeout(() => giveUp(expired()), ms);
    outer?.add(giveUp);
    work(controller.signal).then((answer) => {
      settle();
      resolve(answer);
    }, giveUp);
  });
}
