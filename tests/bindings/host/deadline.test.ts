import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDeadline } from "../../../bindings/js/host/deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount(), "timers left behind").toBe(0);
  vi.useRealTimers();
});

const late = () => new Error("late");
const never = () => new Promise<never>(() => undefined);

test("work that is done in time answers, and its signal is aborted afterwards", async () => {
  let given: AbortSignal | undefined;
  const answer = await withDeadline(10, undefined, late, async (signal) => {
    given = signal;
    return signal.aborted;
  });
  expect(answer).toBe(false);
  expect(given?.aborted).toBe(true);
});

test("work that does not end is given up, whether or not it heeds its signal", async () => {
  const outcome = expect(withDeadline(10, undefined, late, never)).rejects.toThrow("late");
  await vi.advanceTimersByTimeAsync(10);
  await outcome;
});

test("the outer signal ends it with its own reason", async () => {
  const outer = new AbortController();
  const outcome = expect(withDeadline(10, outer.signal, late, never)).rejects.toThrow("gone");
  outer.abort(new Error("gone"));
  await outcome;
});

test("nothing is begun when the outer signal is aborted already", async () => {
  const work = vi.fn(never);
  await expect(withDeadline(10, AbortSignal.abort(new Error("gone")), late, work)).rejects.toThrow("gone");
  expect(work).not.toHaveBeenCalled();
});

test("work that fails after it was given up is nobody's business", async () => {
  const outcome = expect(
    withDeadline(10, undefined, late, (signal) => new Promise((_, reject) => signal.addEventListener("abort", reject))),
  ).rejects.toThrow("late");
  await vi.advanceTimersByTimeAsync(10);
  await outcome;
});
