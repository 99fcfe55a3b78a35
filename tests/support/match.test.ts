import { describe, expect, test } from "vitest";
import { mismatches } from "./match.ts";

describe("a partial expectation", () => {
  test.each([
    ["members that are not named", { a: 1 }, { a: 1, b: 2 }],
    ["a member expected as null that is absent", { a: null }, {}],
    ["a contained text", { messageHas: ["one", "two"] }, { message: "two and one" }],
    ["a text contained in a value that is no text", { listHas: "x" }, { list: ["x"] }],
    ["a member whose own name ends with Has", { xHas: 1 }, { xHas: 1 }],
    ["nested members of items", [{ a: { b: 1 } }], [{ a: { b: 1, c: 2 } }]],
  ])("fits with %s", (_, expected, actual) => {
    expect(mismatches(expected, actual)).toEqual([]);
  });

  test.each([
    ["another value", { a: 1 }, { a: 2 }, "$.a: expected 1, got 2"],
    ["a member that is absent", { a: 1 }, {}, "$.a: expected 1, got undefined"],
    ["a member expected as null that is there", { a: null }, { a: 0 }, "$.a: expected null, got 0"],
    ["a text that is not contained", { messageHas: "x" }, { message: "y" }, '$.messageHas: expected "x", got "y"'],
    ["a text of a member that is absent", { messageHas: "x" }, {}, '$.messageHas: expected "x", got "null"'],
    ["another length", [1], [1, 2], "$: 2 items, expected 1: [1,2]"],
    ["an array in place of an object", {}, [], "$: expected {}, got []"],
    ["another type", "1", 1, '$: expected "1", got 1'],
  ])("does not fit %s", (_, expected, actual, difference) => {
    expect(mismatches(expected, actual)).toEqual([difference]);
  });
});
