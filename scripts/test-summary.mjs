/**
 * node scripts/test-summary.mjs FOLDER [--strict] [--only SUITE] - adds up what the suites reported in FOLDER, prints a
 * table and, as the last line, the totals. Exits with 1 when a test failed or a suite ran none.
 *
 * A suite reports in NAME.gtest.json, NAME.vitest.json or NAME.tsv (a line for each step: passed, failed or skipped,
 * a tab, what it was); NAME.seconds has how long it took. --strict: what was skipped counts as failed.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const [folder, ...flags] = process.argv.slice(2);
const strict = flags.includes("--strict");
const only = flags.includes("--only") ? flags[flags.indexOf("--only") + 1] : undefined;

const readers = {
  ".gtest.json": (text) => countGtest(JSON.parse(text)),
  ".vitest.json": (text) => countVitest(JSON.parse(text)),
  ".tsv": (text) =>
    countStates(
      text
        .trim()
        .split("\n")
        .map((line) => line.split("\t")[0]),
    ),
};

function countStates(states) {
  const count = (state) => states.filter((each) => each === state).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

function countGtest({ testsuites }) {
  const tests = testsuites.flatMap(({ testsuite }) => testsuite);
  return countStates(
    tests.map((test) => (test.failures ? "failed" : test.result === "COMPLETED" ? "passed" : "skipped")),
  );
}

/**
 * A fault outside of the tests, in a file that cannot be loaded or after its tests have ended, counts as a failed one.
 */
function countVitest({ success, testResults }) {
  const states = testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ status }) => (status === "passed" || status === "failed" ? status : "skipped")),
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  const all = [...states, ...broken.map(() => "failed")];
  return countStates(success || all.includes("failed") ? all : [...all, "failed"]);
}

function suiteOf(file) {
  const ending = Object.keys(readers).find((each) => file.endsWith(each));
  if (ending === undefined) return [];
  const name = file.slice(0, -ending.length);
  const counts = readers[ending](readFileSync(join(folder, file), "utf8"));
  const clock = join(folder, `${name}.seconds`);
  if (!existsSync(clock)) return [{ name, ...counts, seconds: 0, endedAt: Infinity }];
  return [{ name, ...counts, seconds: Number(readFileSync(clock, "utf8")), endedAt: statSync(clock).mtimeMs }];
}

function row(name, passed, failed, skipped, seconds) {
  const cells = [passed, failed, skipped].map((cell) => String(cell).padStart(9));
  return `${name.padEnd(14)}${cells.join("")}${String(seconds).padStart(8)}`;
}

const suites = readdirSync(folder)
  .flatMap(suiteOf)
  .filter(({ name }) => only === undefined || name === only)
  .sort((a, b) => a.endedAt - b.endedAt);
const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0);
const empty = suites.filter(({ passed, failed, skipped }) => passed + failed + skipped === 0);
for (const { name } of empty) console.log(`The suite ${name} ran no test, which counts as a failure.`);

const passed = sum("passed");
const skipped = sum("skipped");
const failed = sum("failed") + empty.length + (strict ? skipped : 0);

console.log(`\n${row("suite", "passed", "failed", "skipped", "seconds")}`);
for (const suite of suites) console.log(row(suite.name, suite.passed, suite.failed, suite.skipped, suite.seconds));
console.log();
console.log(strict ? `${passed} passed, ${failed} failed` : `${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
