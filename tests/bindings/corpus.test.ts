import { afterAll, describe, expect, test } from "vitest";
import { expectedClasses, readCorpus, readExceptions, readGolden, type CorpusScript } from "../support/corpus.ts";
import { startCorpusThread } from "../support/corpus-thread.ts";
import type { CorpusResult } from "../support/run-corpus.ts";

const scripts = readCorpus();
const golden = readGolden();
const exceptions = readExceptions();

/** What differs from the script's header and from the golden results, a sentence each. */
function differences(script: CorpusScript, result: CorpusResult): string[] {
  const { verdict, outcome, line, instructions, faults } = result;
  const fitting = expectedClasses(script, exceptions);
  const now = { class: verdict, ...(line > 0 && { line }), instructions, outcome };
  return [
    ...(fitting.includes(verdict) ? [] : [`expected ${fitting.join(" or ")}, got ${JSON.stringify(now)}`]),
    ...(JSON.stringify(now) === JSON.stringify(golden[script.name]) ? [] : ["it differs from golden.json"]),
    ...faults,
  ];
}

describe("a script of the corpus ends in its class, as always, and harms nobody", () => {
  const thread = startCorpusThread();
  afterAll(() => thread.close());

  test.for(scripts)("$name", { timeout: 60_000 }, async (script) => {
    const result = await thread.ask(script);
    expect(typeof result === "string" ? [result] : differences(script, result)).toEqual([]);
  });
});

test("the corpus's golden results and exceptions are those of its scripts", () => {
  const names = scripts.map(({ name }) => name);
  expect(Object.keys(golden)).toEqual(names);
  expect(names).toEqual(expect.arrayContaining([...Object.keys(exceptions.classes), ...Object.keys(exceptions.native)]));
});
