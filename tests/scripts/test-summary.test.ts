import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../scripts/test-summary.mjs", import.meta.url));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-summary-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(name: string, content: unknown): void {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
}

function summary(...flags: string[]): { lastLine: string | undefined; status: number | null; text: string } {
  const { stdout, status } = spawnSync(process.execPath, [script, folder, ...flags], { encoding: "utf8" });
  return { lastLine: stdout.trim().split("\n").at(-1), status, text: stdout };
}

const gtest = (...tests: object[]) => ({ testsuites: [{ testsuite: tests }] });
const vitest = (success: boolean, ...statuses: string[]) => ({
  success,
  testResults: [{ status: success ? "passed" : "failed", assertionResults: statuses.map((status) => ({ status })) }],
});

test("adds up what all kinds of suites report", () => {
  report("native.gtest.json", gtest({ result: "COMPLETED" }, { result: "COMPLETED" }, { result: "SKIPPED" }));
  report("bindings.vitest.json", vitest(true, "passed", "passed", "skipped"));
  report("check.tsv", "passed\tgenerated files\n");
  expect(summary()).toMatchObject({ lastLine: "5 passed, 0 failed, 2 skipped", status: 0 });
});

test("a failed test fails the whole", () => {
  report("native.gtest.json", gtest({ result: "COMPLETED" }, { result: "COMPLETED", failures: [{}] }));
  expect(summary()).toMatchObject({ lastLine: "1 passed, 1 failed, 0 skipped", status: 1 });
});

test("a test file that cannot be loaded counts as a failed test", () => {
  report("bindings.vitest.json", vitest(false));
  expect(summary()).toMatchObject({ lastLine: "0 passed, 1 failed, 0 skipped", status: 1 });
});

test("an error outside of all tests counts as a failed test", () => {
  report("bindings.vitest.json", { ...vitest(true, "passed"), success: false });
  expect(summary()).toMatchObject({ lastLine: "1 passed, 1 failed, 0 skipped", status: 1 });
});

test("what is skipped counts as failed when asked to be strict", () => {
  report("bindings.vitest.json", vitest(true, "passed", "skipped"));
  expect(summary("--strict")).toMatchObject({ lastLine: "1 passed, 1 failed", status: 1 });
});

test("a suite that ran no test counts as failed", () => {
  report("check.tsv", "passed\tgenerated files\n");
  report("native.gtest.json", gtest());
  expect(summary()).toMatchObject({ lastLine: "1 passed, 1 failed, 0 skipped", status: 1 });
});

test("no report at all is a failure", () => {
  expect(summary()).toMatchObject({ lastLine: "0 passed, 0 failed, 0 skipped", status: 1 });
});

test("one suite can be looked at alone", () => {
  report("check.tsv", "failed\tgenerated files\n");
  report("bindings.vitest.json", vitest(true, "passed"));
  expect(summary("--only", "bindings")).toMatchObject({ lastLine: "1 passed, 0 failed, 0 skipped", status: 0 });
});
