import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hooks, limits } from "sluice";
import { readPage } from "./page.ts";
import { pages, root } from "./pages.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const limit = (name: string): number => limits.find((each) => each.name === name)!.default;
const caseFiles = globSync("examples/policies/tests/*.cases.json", { cwd: root });
const casesIn = (path: string): number => (JSON.parse(read(path)) as { cases: unknown[] }).cases.length;
const fuzzTargets = /foreach\(name ([^)]+)\)/.exec(read("tests/fuzz/CMakeLists.txt"))![1]!.split(" ");
const budgets = JSON.parse(read("benchmarks/budgets.json")) as { gzipBytes: Readonly<Record<string, number>> };
const words = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const numerals = [
  ...words,
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
  "twenty",
];

/** What pages say of a number, and what it is. Each is said somewhere, or it would be no use here. */
const claims: readonly [said: RegExp, is: number][] = [
  [/(\w+) policies/gi, caseFiles.length],
  [/has (\d+) cases to look at/g, caseFiles.reduce((sum, path) => sum + casesIn(path), 0)],
  [/(\w+) hooks of|the (\w+) hooks at/gi, hooks.length],
  [/(\w+) targets under libFuzzer/g, fuzzTargets.length],
  [/([\d,]+) (?:real )?instructions (?:is|of the worst)|of\s([\d,]+) unless/g, limit("instructions")],
  [/([\d,]+) layers of \d/g, limit("layers")],
  [/\d layers of ([\d,]+)/g, limit("scriptsPerLayer")],
  [/([\d,]+) bytes, refused when it is published/g, limit("scriptBytes")],
  [/held below ([\d.]+) KB/g, budgets.gzipBytes["createEngine bundle"]! / 1000],
];

const prose = pages
  .filter((path) => path !== "CHANGELOG.md")
  .map((path) => readPage(path).prose)
  .join("\n");

test.each(claims)("what pages say by %s is %s", (said, is) => {
  const told = [...prose.matchAll(said)]
    .flatMap(([, ...parts]) => parts.filter((part) => part !== undefined))
    .map(valueOf);
  expect(new Set(told.filter((value) => value !== undefined))).toEqual(new Set([is]));
});

/** A word that is no number says nothing: "policies" alone, "the hooks". */
function valueOf(text: string): number | undefined {
  const value = numerals.indexOf(text.toLowerCase());
  if (value >= 0) return value;
  return /^\d/.test(text) ? Number(text.replaceAll(",", "")) : undefined;
}

test("the targets that were missed are told with the numbers of the benchmarks", () => {
  const [, quoted = ""] = read("docs/decisions/0015-missed-targets.md").split("## What was measured\n");
  const numbers = quoted.match(/1\/[\d.]+|\d+,\d+ bytes/g) ?? [];
  const measured = read("benchmarks/README.md");
  expect(numbers.length).toBeGreaterThan(4);
  expect(numbers.filter((number) => !measured.includes(number))).toEqual([]);
});

/** Rates of the meter: the constant, and where docs/sandbox.md tells it. */
const rates: readonly [constant: string, told: RegExp][] = [
  ["LUAI_BYTES", /text built or copied; compared \| 1 for (\d+) bytes/],
  ["LUAI_COMPARED", /text built or copied; compared \| 1 for \d+ bytes; for (\d+)/],
  ["LUAI_SCANNED", /text searched, hashed, .* \| 1 for (\d+) bytes/],
  ["LUAI_STEPS", /pattern matching \| 1 for (\d+) steps/],
  ["LUAI_CAPTURE", /pattern matching \| .* (\d+) for a capture/],
  ["LUAI_CCALL", /a call of a function in C.* \| (\d+) \|/],
  ["LUAI_FORMATTED", /text put together in C.* \| (\d+) \|/],
  ["LUAI_RESIZED", /a table that gets another size \| (\d+),/],
  ["LUAI_NODES", /a table that gets another size \| .* 1 for (\d+) nodes/],
  ["LUAI_SLOTS", /a table that gets another size \| .* or (\d+) array slots/],
  ["LUAI_CLOSURE", /a closure \| (\d+),/],
  ["LUAI_THROWN", /an error, or a yield \| (\d+),/],
  ["LUAI_UNWOUND", /an error, or a yield \| \d+, and (\d+) for each C call/],
  ["LUAI_UNWOUNDMATCH", /an error, or a yield \| .* (\d+) for each level/],
  ["kBytesHashed", /`hash`, `hmac` \| .* 1 for (\d+) bytes/],
  ["kBytesParsed", /`json.decode`.* \| 1 for (\d+) bytes/],
  ["kBytesWritten", /a value written as JSON.* 1 for (\d+) bytes of text/],
  ["kBytesSent", /`fetch` \| .* 1 for (\d+) bytes sent/],
  ["kBytesReceived", /`fetch` \| .* 1 for (\d+) bytes of the response/],
  ["kBytesMasked", /text searched for secrets.* \| 1 for (\d+) bytes/],
  ["kJsonWritten", /a value written as JSON.* \| (\d+),/],
  ["kJsonFloat", /a value written as JSON.* for a float (\d+)/],
  ["kFarFloat", /a float beyond .* \| (\d+) \|/],
];
const headers = read("core/lua/sluice_luaconf.h") + read("core/sandbox/meter.h");

test.each(rates)("docs/sandbox.md tells %s as the source has it", (constant, told) => {
  const [, value] = new RegExp(`\\b${constant}(?: =)? (\\d+)`).exec(headers)!;
  expect(told.exec(read("docs/sandbox.md"))?.[1]).toBe(value);
});
