import { expect, test } from "vitest";
import { expand } from "./expand.ts";

test.each([
  ["$repeat repeats a text", { $repeat: ["ab", 3] }, "ababab"],
  ["$join joins texts, generated ones too", { $join: ["<", { $repeat: ["x", 2] }, ">"] }, "<xx>"],
  ["$list repeats a value", { a: { $list: [{ b: 1 }, 2] } }, { a: [{ b: 1 }, { b: 1 }] }],
  ["$nest wraps a value in objects", { $nest: [1, 2] }, { in: { in: 1 } }],
  ["everything else stays", { a: [null, 1.5, "$repeat"], b: {} }, { a: [null, 1.5, "$repeat"], b: {} }],
])("%s", (_, value, expanded) => {
  expect(expand(value)).toEqual(expanded);
});

test("an unknown generator is a mistake", () => {
  expect(() => expand({ $repeats: ["x", 2] })).toThrow("unknown generator $repeats");
});
