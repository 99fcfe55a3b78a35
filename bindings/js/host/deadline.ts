/**
 * Runs `work` for at most `ms`. Rejects with `expired()` when the time is up and with the reason of `outer` when that
 * is aborted, whether or not `work` heeds the signal it is given. That signal is aborted at the end in any case, and
 * no timer is left behind.
 */
export async function withDeadline<T>(
  ms: number,
  outer: AbortSignal | undefined,
  expired: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(expired()), ms);
    outer?.addEventListener("abort", () => reject(outer.reason), { once: true, signal: controller.signal });
  });
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}
