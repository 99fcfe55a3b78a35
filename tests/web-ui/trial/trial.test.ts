import { expect, test } from "vitest";

import {
  dataOf,
  fingerprintOf,
  TrialBook,
  type FingerprintParts,
  type TrialResult,
} from "../../../web-ui/src/trial/trial.ts";
import { keptTexts } from "../data/kept-texts.ts";

const input = { source: "draft", contextText: "{}", userId: "", requestIp: "" } as const;
const parts: FingerprintParts = {
  input,
  pipeline: { trigger: "before_signup", layers: [["a"]] },
  scripts: ["return {}"],
  mocks: [],
  secrets: [],
};
const result: TrialResult = { at: 1, source: "draft", fingerprint: "f", outcome: { allowed: true }, wouldCall: [] };

test("a fingerprint is the same for the same, and another for anything else", () => {
  expect(fingerprintOf(parts)).toBe(fingerprintOf(structuredClone(parts)));
  const others: FingerprintParts[] = [
    { ...parts, input: { ...input, contextText: '{"a":1}' } },
    { ...parts, input: { ...input, source: "published" } },
    { ...parts, pipeline: { trigger: "before_signup", layers: [["a"], ["a"]] } },
    { ...parts, scripts: ["return {} "] },
    { ...parts, mocks: [{ url: "https://a.example.com/" }] },
    { ...parts, secrets: [{ name: "GEO_KEY" }] },
  ];
  expect(new Set([parts, ...others].map(fingerprintOf)).size).toBe(others.length + 1);
});

test("what was typed and what came of it are kept for each hook and each home", () => {
  const texts = keptTexts();
  const book = new TrialBook("playground", texts);
  book.keepInput("before_signup", input);
  book.keepResult("before_signup", result);
  const later = new TrialBook("playground", texts);
  expect([later.input("before_signup"), later.result("before_signup")]).toEqual([input, result]);
  expect([later.input("token_build"), new TrialBook("admin", texts).input("before_signup")]).toEqual([
    undefined,
    undefined,
  ]);
});

test("a result that is too large for the browser's storage is left out, and the one before it with it", () => {
  const book = new TrialBook("playground", keptTexts());
  book.keepResult("before_signup", result);
  book.keepResult("before_signup", { ...result, outcome: { allowed: false, error: "x".repeat(300_001) } });
  expect(book.result("before_signup")).toBeUndefined();
  const full = new TrialBook("playground", keptTexts([], { isFull: true }));
  full.keepResult("before_signup", result);
  expect(full.result("before_signup")).toBeUndefined();
});

test("only data that is there is data", () => {
  expect([
    dataOf({ allowed: true }),
    dataOf({ allowed: true, data: {} }),
    dataOf({ allowed: false, error: "x" }),
  ]).toEqual([undefined, undefined, undefined]);
  expect(dataOf({ allowed: true, data: { risk: 7 } })).toEqual({ risk: 7 });
});
