import { readFileSync, readdirSync } from "node:fs";
import { createEngine } from "sluice";
import { findingLines, planOf, readCaseFile, runCases } from "sluice/cases";
import { describe, expect, test } from "vitest";

// examples/policies: scripts, and the cases of each policy, which name its scripts.

const folder = new URL("../../examples/policies/", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), "utf8");
const stems = (name: string, ending: string): string[] => {
  const files = readdirSync(new URL(name, folder)).filter((file) => file.endsWith(ending));
  return files.map((file) => file.slice(0, -ending.length)).toSorted();
};
const policies = stems("tests", ".cases.json").map((name) => {
  return { name, ...readCaseFile(read(`tests/${name}.cases.json`), name) };
});

test("each of the fifteen policies has its scripts, and no script is without a policy", () => {
  expect(policies).toHaveLength(15);
  const used = policies.flatMap(({ pipeline }) => pipeline?.layers?.flat() ?? []);
  expect(stems("scripts", ".lua")).toEqual([...new Set(used)].toSorted());
});

describe.each(policies)("$name", ({ name: _, ...file }) => {
  const plan = planOf({ trigger: file.trigger, ...file.pipeline }, (id) => ({ code: read(`scripts/${id}.lua`) }));

  test.each(file.cases)("$name", async ({ name }) => {
    const { results } = await runCases(file, { createEngine, plan, only: (other) => other === name });
    expect(results).toHaveLength(1);
    expect(results.flatMap(({ findings }) => findings.flatMap(findingLines))).toEqual([]);
  });
});
