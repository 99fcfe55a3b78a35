import { readCaseFile } from "sluice/cases";
import { describe, expect, test } from "vitest";

const read = (value: unknown): unknown => readCaseFile(JSON.stringify(value), "tests/a.cases.json");
const one = { name: "it", context: {}, expect: {} };
const file = { trigger: "before_signup", cases: [one] };

describe("a file of cases", () => {
  test("is read", () => expect(read(file)).toEqual(file));

  test.each([
    ["no JSON", "must be JSON", "{"],
    ["another member", "must be {about?, trigger", JSON.stringify({ ...file, layers: [] })],
    ["a misspelt expectation", ".cases[0].expect must be {outcome?", JSON.stringify({ ...file, cases: [{ ...one, expect: { outcom: {} } }] })],
    ["an unknown error code", ".cases[0].expect.errorCode must be an error code", JSON.stringify({ ...file, cases: [{ ...one, expect: { errorCode: "oops" } }] })],
    ["a mock of the wrong form", ".cases[0].mocks[0].status must be a status", JSON.stringify({ ...file, cases: [{ ...one, mocks: [{ url: "x", status: 99 }] }] })],
    ["a name that is there twice", '.cases[1].name is that of another case, "it"', JSON.stringify({ ...file, cases: [one, one] })],
  ])("with %s is refused by its path", (_what, fault, text) => {
    expect(() => readCaseFile(text, "tests/a.cases.json")).toThrow(fault);
    expect(() => readCaseFile(text, "tests/a.cases.json")).toThrow("tests/a.cases.json");
  });
});
