import { describe, expect, it } from "vitest";

import {
  chartRange,
  chartSpan,
  countedParts,
  draggedRange,
  stepText,
  totalsOf,
} from "../../../web-ui/src/traces/model/chart-span.ts";
import { nothingNew, showWaiting, takeIn, waitingText } from "../../../web-ui/src/traces/model/follow.ts";
import { row } from "./fixtures.ts";

const listed = [row("b", 200), row("a", 100)];
const newer = row("c", 300);

describe("a list that is followed", () => {
  it("shows what is new while its reader is at the top", () => {
    const followed = takeIn(nothingNew, [newer, ...listed], listed, true);
    expect(followed.shown).toEqual([newer]);
    expect(waitingText(followed)).toBeUndefined();
  });

  it("counts what is new while its reader is elsewhere, and shows it when asked", () => {
    const once = takeIn(nothingNew, [newer, ...listed], listed, false);
    const twice = takeIn(once, [row("d", 400), newer, ...listed], listed, false);
    expect(twice.shown).toEqual([]);
    expect(waitingText(once)).toBe("1 newer trace");
    expect(waitingText(twice)).toBe("2 newer traces");
    expect(showWaiting(twice).shown.map(({ id }) => id)).toEqual(["d", "c"]);
  });

  it("shows what was waiting once its reader is back at the top", () => {
    const waiting = takeIn(nothingNew, [newer, ...listed], listed, false);
    expect(takeIn(waiting, [newer, ...listed], listed, true)).toMatchObject({ shown: [newer], waiting: [] });
  });

  it("stays the same object when nothing is new, so that nothing is drawn again", () => {
    const followed = takeIn(nothingNew, [newer, ...listed], listed, true);
    expect(takeIn(followed, [newer, ...listed], listed, true)).toBe(followed);
    expect(takeIn(nothingNew, listed, listed, false)).toBe(nothingNew);
  });

  it("finds a run that began earlier and was saved later", () => {
    const late = row("late", 150);
    const followed = takeIn(nothingNew, [listed[0] ?? newer, late, listed[1] ?? newer], listed, true);
    expect(followed.shown).toEqual([late]);
  });

  it("tells that there may be more when it meets no known trace", () => {
    const many = [row("z", 900), row("y", 800)];
    const followed = takeIn(nothingNew, many, listed, true);
    expect(followed.shown).toEqual([]);
    expect(waitingText(followed)).toBe("2 or more newer traces");
  });

  it("takes everything that comes into an empty list", () => {
    expect(takeIn(nothingNew, [newer], [], true)).toMatchObject({ shown: [newer], hasGap: false });
  });
});

const minute = 60_000;
const now = Date.parse("2026-11-21T14:31:58Z");

describe("the span of a chart", () => {
  it("is in whole steps that people count in, at most sixty", () => {
    const { from, to, stepMs, parts } = chartSpan({ from: now - 60 * minute, to: now });
    expect(stepMs).toBe(2 * minute);
    expect(parts).toBe(31);
    expect(from % stepMs).toBe(0);
    expect(to - from).toBe(parts * stepMs);
    expect(to).toBeGreaterThanOrEqual(now);
  });

  it.each([1, 999, 59_999, 3_600_000, 86_400_000 * 30, 86_400_000 * 3_650])(
    "has at most 60 parts for %d ms",
    (length) => {
      const { parts, from, to } = chartSpan({ from: now - length, to: now });
      expect(parts).toBeLessThanOrEqual(60);
      expect(from).toBeLessThanOrEqual(now - length);
      expect(to).toBeGreaterThanOrEqual(now);
    },
  );

  it("is what the filter says, all of a short list, or the last hour", () => {
    expect(chartRange({ from: 5, to: 9 }, { oldest: 1, isWhole: false }, now)).toEqual({ from: 5, to: 9 });
    expect(chartRange({}, { oldest: now - minute, isWhole: true }, now)).toEqual({ from: now - minute, to: now });
    expect(chartRange({}, { oldest: now - minute, isWhole: false }, now).from).toBe(now - 60 * minute);
    expect(chartRange({ from: now + 1 }, { oldest: undefined, isWhole: true }, now)).toEqual({
      from: now - minute,
      to: now,
    });
  });

  it("says how long a step is", () => {
    expect(stepText(minute)).toBe("per minute");
    expect(stepText(15_000)).toBe("per 15 s");
    expect(stepText(2 * 3_600_000)).toBe("per 2 h");
  });

  it("is set by dragging either way, not by a click", () => {
    expect(draggedRange(5_400, 2_100)).toEqual({ from: 2_000, to: 6_000 });
    expect(draggedRange(5_000, 5_000)).toBeUndefined();
  });

  it("adds up its parts and leaves gaps where nothing was counted", () => {
    const part = (at: number) => ({ at, success: 2, blocked: 1, error: 0 });
    const activity = { parts: [part(0), part(10)], triggers: {}, completeFrom: 5 };
    expect(totalsOf(activity)).toEqual({ success: 4, blocked: 2, error: 0 });
    expect(countedParts(activity)).toEqual([undefined, part(10)]);
  });
});
