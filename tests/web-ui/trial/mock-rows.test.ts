import type { FetchMock } from "sluice";
import { expect, test } from "vitest";

import { answerOf, emptyMock, formOf, readMock, shortUrl, type MockForm } from "../../../web-ui/src/trial/mock-rows.ts";

const form = (changes: Partial<MockForm>): MockForm => ({ ...emptyMock, url: "https://a.example.com/x", ...changes });

test.each<FetchMock>([
  { url: "https://a.example.com/*", json: { risk: 7 } },
  {
    url: "https://a.example.com/x",
    method: "POST",
    status: 503,
    body: "busy",
    headers: { "retry-after": "5", "x-a": "b: c" },
  },
  { url: "https://a.example.com/x", fails: true, latencyMs: 3_000 },
  { url: "https://a.example.com/x", status: 204, body: "", latencyMs: 12 },
])("a mock goes through its form as it is: %o", (mock) => {
  expect(readMock(formOf(mock)).mock).toEqual(mock);
});

test.each<[keyof MockForm, string]>([
  ["url", "http://a.example.com/"],
  ["url", "a.example.com"],
  ["status", "101"],
  ["status", "600"],
  ["status", "ok"],
  ["latencyMs", "60001"],
  ["latencyMs", "-1"],
  ["body", "{"],
  ["headers", "no colon"],
])("a %s of %o is refused at its field", (field, text) => {
  const { errors = {} } = readMock(form({ [field]: text }));
  expect(Object.keys(errors)).toEqual([field]);
});

test.each(["200", "599"])("a status of %s is taken", (status) => {
  expect(readMock(form({ status })).errors).toBeUndefined();
});

test("a row says what is answered, and leaves out what all addresses begin with", () => {
  expect([answerOf({ url: "", fails: true }), answerOf({ url: "" }), answerOf({ url: "", status: 503 })]).toEqual([
    "no answer",
    "200",
    "503",
  ]);
  expect(shortUrl("https://a.example.com/x")).toBe("a.example.com/x");
});
