import { readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { expect, test } from "vitest";
import { caseNames, casesRoot } from "./case-files.ts";

const [, table = ""] = readFileSync(join(casesRoot, "README.md"), "utf8").split("## Rule → case");
const patterns = [...table.matchAll(/`((?:[a-z]+)\/[a-z0-9*-]+)`/g)].map(([, pattern = ""]) => pattern);
const names = caseNames();

test("every name in the table of rules matches a case", () => {
  expect(patterns.filter((pattern) => !names.some((name) => matchesGlob(name, pattern)))).toEqual([]);
});

test("every case is named in the table of rules", () => {
  expect(names.filter((name) => !patterns.some((pattern) => matchesGlob(name, pattern)))).toEqual([]);
});
