import { describe, expect, it } from "vitest";

import {
  barOf,
  fit,
  isWhole,
  moveEdge,
  pan,
  reveal,
  ticks,
  zoom,
} from "../../../web-ui/src/traces/model/time-scale.ts";

describe("the window of a waterfall", () => {
  it("fits the whole trace, also one of no duration", () => {
    expect(fit(48)).toEqual({ start: 0, end: 48 });
    expect(fit(0)).toEqual({ start: 0, end: 1 });
    expect(isWhole(fit(48), 48)).toBe(true);
  });

  it("zooms around a moment, which stays where it is seen", () => {
    const zoomed = zoom(fit(100), 100, 0.5, 80);
    expect(zoomed).toEqual({ start: 40, end: 90 });
    expect((80 - zoomed.start) / (zoomed.end - zoomed.start)).toBeCloseTo(0.8);
  });

  it("zooms out no further than the trace goes", () => {
    expect(zoom({ start: 10, end: 30 }, 100, 100)).toEqual({ start: 0, end: 100 });
    expect(zoom({ start: 90, end: 100 }, 100, 4)).toEqual({ start: 60, end: 100 });
  });

  it("zooms in no further than half a unit", () => {
    const { start, end } = zoom({ start: 10, end: 11 }, 100, 0.001);
    expect(end - start).toBeCloseTo(0.5);
  });

  it("pans to both ends and not beyond them", () => {
    expect(pan({ start: 10, end: 30 }, 100, -50)).toEqual({ start: 0, end: 20 });
    expect(pan({ start: 10, end: 30 }, 100, 500)).toEqual({ start: 80, end: 100 });
  });

  it("has edges that never cross", () => {
    expect(moveEdge({ start: 10, end: 30 }, 100, "start", 90)).toEqual({ start: 29.5, end: 30 });
    expect(moveEdge({ start: 10, end: 30 }, 100, "end", -5)).toEqual({ start: 10, end: 10.5 });
    expect(moveEdge({ start: 10, end: 30 }, 100, "end", 400)).toEqual({ start: 10, end: 100 });
  });

  it("moves to a span that is not in it, and stays for one that is", () => {
    expect(reveal({ start: 0, end: 20 }, 100, { start: 10, end: 60 })).toEqual({ start: 0, end: 20 });
    expect(reveal({ start: 0, end: 20 }, 100, { start: 70, end: 80 })).toEqual({ start: 65, end: 85 });
  });

  it("places bars in percent and cuts them at its edges", () => {
    expect(barOf({ start: 20, end: 40 }, { start: 10, end: 30 })).toEqual({ left: 0, width: 50 });
    expect(barOf({ start: 20, end: 40 }, { start: 30, end: 30 })).toEqual({ left: 50, width: 0 });
    expect(barOf({ start: 20, end: 40 }, { start: 50, end: 60 })).toBeUndefined();
  });

  it("has round ticks", () => {
    expect(ticks(fit(48), 5, "ms").map(({ label }) => label)).toEqual(["0 ms", "10 ms", "20 ms", "30 ms", "40 ms"]);
    expect(ticks({ start: 0, end: 4_000 }, 4, "ms").map(({ label }) => label)).toEqual([
      ...["0 s", "1 s", "2 s", "3 s", "4 s"],
    ]);
    expect(ticks({ start: 0, end: 1 }, 4, "ms").map(({ label }) => label)).toEqual(["0.0 ms", "0.5 ms", "1.0 ms"]);
    expect(ticks(fit(3), 10, "step").map(({ label }) => label)).toEqual(["0", "1", "2", "3"]);
  });
});
