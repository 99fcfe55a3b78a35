import { expect, test } from "vitest";
import { jsonText } from "../../bindings/js/json.ts";

test("halves of surrogate pairs become the replacement character", () => {
  expect(jsonText({ a: "x\ud800y", "k\udfff": "\udc00\ud800" })).toBe('{"a":"x\\ufffdy","k\\ufffd":"\\ufffd\\ufffd"}');
});

test("whole pairs and texts that only look like escapes stay as they are", () => {
  const value = { pair: "\u{1f600}", text: "\\ud800", more: "\\\\ud800 \n\"" };
  expect(JSON.parse(jsonText({ ...value, half: "\ud800" }))).toEqual({ ...value, half: "\ufffd" });
});
