import { expect, test } from "vitest";
import { depthOf, isOwnOrigin } from "../../../bindings/js/host/depth.ts";

test.each([
  ["no header", null, 0],
  ["no header", undefined, 0],
  ["0", "0", 0],
  ["1", "1", 1],
  ["the deepest", "3", 3],
  ["more than the deepest", "4", 3],
  ["a long number", "10", 3],
  ["a negative number", "-1", 3],
  ["nothing", "", 3],
  ["two headers", "0, 0", 3],
  ["a text", "none", 3],
])("the depth of %s", (_, header, depth) => {
  expect(depthOf(header)).toBe(depth);
});

test("an origin has no path, no default port and no upper case", () => {
  const texts = [
    "https://a.com",
    "https://a.com:8443",
    "https://a.com/",
    "https://a.com:443",
    "https://A.com",
    "http://a.com",
  ];
  expect(texts.filter(isOwnOrigin)).toEqual(["https://a.com", "https://a.com:8443"]);
});
