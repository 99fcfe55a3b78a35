import { describe, expect, test } from "vitest";
import { keptOf } from "../../bindings/js/sampling.ts";

/** An id that lies at `place` of 2^52. */
const idAt = (place: number): string => place.toString(16).padStart(13, "0").padStart(32, "9");
const lowest = idAt(0);
const middle = idAt(2 ** 51);
const highest = idAt(2 ** 52 - 1);

describe("what is kept follows from the trace id", () => {
  test("every trace and no journal, where a plan says nothing", () => {
    for (const id of [lowest, middle, highest]) expect(keptOf(id, undefined)).toEqual({ trace: true, journal: false });
  });

  test("nothing at 0, and all at 1", () => {
    for (const id of [lowest, middle, highest]) {
      expect(keptOf(id, { trace: 0, journal: 0 })).toEqual({ trace: false, journal: false });
      expect(keptOf(id, { trace: 1, journal: 1 })).toEqual({ trace: true, journal: true });
    }
  });

  test("a share of the ids, to the last of them", () => {
    const half = { trace: 0.5, journal: 0 };
    expect(keptOf(idAt(2 ** 51 - 1), half).trace).toBe(true);
    expect(keptOf(middle, half).trace).toBe(false);
    expect(keptOf(lowest, { trace: 2 ** -52, journal: 0 }).trace).toBe(true);
    expect(keptOf(idAt(1), { trace: 2 ** -52, journal: 0 }).trace).toBe(false);
  });

  test("a journal never without its trace", () => {
    expect(keptOf(idAt(2 ** 50), { trace: 0.1, journal: 0.5 })).toEqual({ trace: true, journal: true });
    expect(keptOf(middle, { trace: 0.1, journal: 0.5 })).toEqual({ trace: false, journal: false });
    expect(keptOf(middle, { trace: 0.9, journal: 0.5 })).toEqual({ trace: true, journal: false });
  });
});
