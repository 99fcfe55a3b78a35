import { describe, expect, test } from "vitest";

import {
  counted,
  formatAgo,
  formatBytes,
  formatDuration,
  formatNumber,
  formatTime,
  plural,
} from "../../../web-ui/src/ui/format.ts";

const now = new Date(2026, 5, 3, 14, 31, 58).getTime();

test("counts stand before their nouns, which have an s unless they are one", () => {
  expect([0, 1, 2_000].map((count) => counted(count, "span"))).toEqual(["0 spans", "1 span", "2,000 spans"]);
  expect([plural(1, "run"), plural(0, "run")]).toEqual(["run", "runs"]);
});

test("numbers have separators", () => {
  expect([0, 999, 50_000, 4_118_902].map(formatNumber)).toEqual(["0", "999", "50,000", "4,118,902"]);
});

test("a moment has as much of its date as it takes to find it", () => {
  expect(formatTime(new Date(2026, 5, 3, 9, 5, 7).getTime(), now)).toBe("09:05:07");
  expect(formatTime(new Date(2026, 0, 31, 9, 5, 7).getTime(), now)).toBe("31 Jan 09:05:07");
  expect(formatTime(new Date(2025, 5, 3, 9, 5, 7).getTime(), now)).toBe("3 Jun 2025 09:05:07");
});

test.each([
  [0, "now"],
  [59_999, "now"],
  [60_000, "1 min ago"],
  [3_599_999, "59 min ago"],
  [3_600_000, "1 h ago"],
  [86_400_000 * 2, "2 d ago"],
  [86_400_000 * 7, "1 w ago"],
  [86_400_000 * 364, "12 mo ago"],
  [86_400_000 * 365, "1 y ago"],
  [-7_200_000, "in 2 h"],
])("%i ms before now is %s", (ms, text) => {
  expect(formatAgo(now - ms, now)).toBe(text);
});

describe("units", () => {
  test.each([
    [0, "0 B"],
    [1_023, "1023 B"],
    [1_024, "1 KB"],
    [5_120, "5 KB"],
    [3_277, "3.2 KB"],
    [4_194_304, "4 MB"],
    [1_048_575, "1024 KB"],
  ])("%i bytes are %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test.each([
    [0, "0 ms"],
    [0.417, "0.42 ms"],
    [48.64, "48.6 ms"],
    [121.4, "121 ms"],
    [9_999, "9,999 ms"],
    [12_340, "12.3 s"],
  ])("%f ms are %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
