import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { daily } from "../../../edge-worker/server/daily.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const hour = 3_600_000;

test.each([
  ["2026-11-20T03:59:59.999Z", 1],
  ["2026-11-20T04:00:00.000Z", 24 * hour],
  ["2026-11-20T12:00:00.000Z", 16 * hour],
])("from %s on, the first time is in %i ms", (from, ms) => {
  vi.setSystemTime(from);
  const work = vi.fn(async () => undefined);
  const stop = daily(work);
  vi.advanceTimersByTime(ms - 1);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(24 * hour);
  expect(work).toHaveBeenCalledTimes(2);
  stop();
  vi.advanceTimersByTime(48 * hour);
  expect(work).toHaveBeenCalledTimes(2);
});

test("what fails is told, and tried again the next day", async () => {
  vi.setSystemTime("2026-11-20T03:00:00.000Z");
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const work = vi.fn(() => Promise.reject(new Error("no store")));
  const stop = daily(work);
  await vi.advanceTimersByTimeAsync(25 * hour);
  stop();
  expect(log).toHaveBeenCalledTimes(2);
  expect(work).toHaveBeenCalledTimes(2);
  log.mockRestore();
});
