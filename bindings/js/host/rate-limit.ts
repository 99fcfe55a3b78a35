import type { KeyValueStore } from "../stores/store.ts";
import { EffectError, type RateLimitEffect } from "./effect.ts";

export interface RateLimitVerdict {
  readonly allowed: boolean;
  /** Events left in the window. */
  readonly remaining: number;
  /** When the window ends, ms since the epoch. */
  readonly resetAt: number;
}

/** Where the events of rate limits are counted. */
export type Counters = Required<Pick<KeyValueStore, "increment">>;

/** The store as counters, or undefined if it cannot count atomically. */
export function countersOf(store: KeyValueStore | undefined): Counters | undefined {
  const increment = store?.capabilities.increment ? store.increment?.bind(store) : undefined;
  return increment && { increment };
}

/**
 * Counts one event in a fixed window: windows begin at multiples of their length since the epoch. `prefix` begins the
 * store's keys. Rejects with an EffectError: `helper_error` where nothing can count, `store_unavailable` when the
 * store fails.
 */
export async function performRateLimit(
  effect: RateLimitEffect,
  counters: Counters | undefined,
  prefix: string,
  now: number,
): Promise<RateLimitVerdict> {
  if (!counters) throw new EffectError("helper_error", "rateLimit needs a store that can count atomically");
  const { key, limit, window } = effect;
  const resetAt = (Math.floor(now / window) + 1) * window;
  // The key comes last, so that it may have colons; the core lets it have 256 bytes, which leaves room for the rest.
  const name = `${prefix}${window}:${resetAt}:${key}`;
  const count = await counters.increment(name, 1, { ttlMs: resetAt - now }).catch((error: unknown) => {
    throw new EffectError("store_unavailable", "the store could not count", { cause: error });
  });
  return { allowed: count <= limit, remaining: Math.max(0, limit - count), resetAt };
}
