import { createEngine } from "sluice";
import { findingLines, runCases, type CaseFile, type CaseResult } from "sluice/cases";
import { describe, expect, test } from "vitest";

const email = "ada@acme.example";

/** Runs one case of a pipeline of one script. */
async function runOne(code: string, each: Partial<CaseFile["cases"][number]>): Promise<CaseResult> {
  const one = { name: "it", context: { email }, expect: {}, ...each };
  const plan = { trigger: "before_signup", layers: [[{ id: "a", code }]] };
  const { results } = await runCases({ trigger: "before_signup", cases: [one] }, { createEngine, plan });
  return results[0]!;
}

async function findingsOf(code: string, each: Partial<CaseFile["cases"][number]>): Promise<string[]> {
  return (await runOne(code, each)).findings.flatMap(findingLines);
}

const denies = 'return { allowed = false, error = "No.", code = "no" }';
const fetches = `helpers.fetch("https://a.example.com/x", { method = "POST", json = { n = 1, m = 2 }, headers = { ["X-A"] = "1" } })`;
const mocks = [{ url: "https://a.example.com/*", json: {} }];

describe("a case", () => {
  test("passes when the outcome has what it expects, whatever else is in it", async () => {
    expect(await runOne(denies, { expect: { outcome: { allowed: false } } })).toMatchObject({
      passed: true,
      findings: [],
      outcome: { allowed: false, error: "No.", code: "no" },
    });
  });

  test("says what differs, where and how", async () => {
    expect(await findingsOf(denies, { expect: { outcome: { allowed: false, code: "other" } } })).toEqual([
      "outcome.code",
      '- "other"',
      '+ "no"',
    ]);
  });

  test("refuses members that it does not expect only where it is exact", async () => {
    const code = "return { data = { a = { b = 1, c = 2 } } }";
    const outcome = { allowed: true, data: { a: { b: 1 } } };
    expect(await findingsOf(code, { expect: { outcome } })).toEqual([]);
    expect(await findingsOf(code, { expect: { outcome, exact: true } })).toEqual([
      "outcome.data.a.c",
      "- (nothing)",
      "+ 2",
    ]);
  });

  test("fails when a script fails, also where a deny was expected, unless it expects the failure", async () => {
    const deny = { outcome: { allowed: false } };
    expect(await findingsOf('error("oh")', { expect: deny })).toEqual([
      expect.stringMatching(/^a:1 failed with runtime_error: .*oh$/),
    ]);
    expect(await findingsOf('error("oh")', { expect: { ...deny, errorCode: "runtime_error" } })).toEqual([]);
    expect(await findingsOf(denies, { expect: { errorCode: "runtime_error" } })).toEqual([
      "errorCode",
      '- "runtime_error"',
      "+ (nothing)",
    ]);
  });

  test("fails when a request is made that no mock answers, also when the script goes on", async () => {
    expect(await findingsOf(`pcall(function() ${fetches} end)`, {})).toEqual([
      "no mock answers POST https://a.example.com/x",
    ]);
  });

  test("knows which requests were made, how often, and with what", async () => {
    const made = { url: "https://a.example.com/x", method: "POST" };
    const check = (expected: readonly object[]) => findingsOf(fetches, { mocks, expect: { fetches: expected as never } });
    expect(await check([{ ...made, headers: { "x-a": "1" }, json: { n: 1 } }])).toEqual([]);
    expect(await check([])).toEqual([
      "POST https://a.example.com/x was made and is not among the expected fetches",
    ]);
    expect(await check([{ ...made, times: 2 }])).toEqual([
      "fetches[0]: how often POST https://a.example.com/x was made",
      "- 2",
      "+ 1",
    ]);
    expect(await check([{ ...made, json: { n: 3 } }])).toEqual([
      "fetches[0]: how often POST https://a.example.com/x was made",
      "- 1",
      "+ 0",
      "fetches[0].json.n",
      "- 3",
      "+ 1",
    ]);
  });

  test("holds scripts to a number of instructions", async () => {
    const { instructions } = await runOne("local x = 1 + #context.email", {});
    expect(instructions).toBeGreaterThan(0);
    const most = (maxInstructions: number) => findingsOf("local x = 1 + #context.email", { expect: { maxInstructions } });
    expect(await most(instructions)).toEqual([]);
    expect(await most(instructions - 1)).toEqual([
      "instructions, at most",
      `- ${instructions - 1}`,
      `+ ${instructions}`,
    ]);
  });

  test("has a clock that stands still and a seed, so that it comes out the same every time", async () => {
    const code = "return { data = { at = helpers.now(), id = helpers.uuid() } }";
    const [first, again, other] = [await runOne(code, {}), await runOne(code, {}), await runOne(code, { seed: "00000000000000ff" })];
    expect(first.outcome).toMatchObject({ data: { at: Date.parse("2026-01-01T00:00:00Z") } });
    expect(again.outcome).toEqual(first.outcome);
    expect(other.outcome).not.toEqual(first.outcome);
    expect((await runOne(code, { now: 5 })).outcome).toMatchObject({ data: { at: 5 } });
  });

  test("that its hook's schema refuses is not run", async () => {
    expect(await findingsOf("", { context: {} })).toEqual([
      expect.stringMatching(/^it could not be run: context\.email is refused/),
    ]);
  });

  test("sees the settings and secrets of the file and, before them, its own", async () => {
    const code = 'return { data = { a = helpers.env("A"), b = helpers.env("B"), s = #helpers.secret("S_A") } }';
    const plan = { trigger: "before_signup", layers: [[{ id: "a", code }]] };
    const file: CaseFile = {
      trigger: "before_signup",
      env: { A: "file", B: "file" },
      secrets: { S_A: "eight-chars" },
      cases: [{ name: "it", context: { email }, env: { B: "case" }, expect: { outcome: { data: { a: "file", b: "case", s: 11 } } } }],
    };
    expect((await runCases(file, { createEngine, plan })).results[0]?.findings).toEqual([]);
  });
});

describe("cases", () => {
  const counting = `local r = helpers.rateLimit({ key = "k", limit = 1, window = 60000 })
    return { allowed = r.allowed, error = "Slow down." }`;
  const plan = { trigger: "before_signup", layers: [[{ id: "a", code: counting }]] };
  const one = (name: string, repeat: number, allowed: boolean) => ({
    name,
    context: { email },
    repeat,
    expect: { outcome: { allowed } },
  });

  test("count for themselves, and over their own repetitions", async () => {
    const cases = [one("first", 1, true), one("again", 1, true), one("twice", 2, false)];
    const report = await runCases({ trigger: "before_signup", cases }, { createEngine, plan });
    expect(report).toMatchObject({ passed: 3, failed: 0 });
  });

  test("that take too long fail, and the others are run", async () => {
    const slow = `if context.email == "slow@acme.example" then helpers.fetch("https://a.example.com/x") end`;
    const cases = [
      { name: "slow", context: { email: "slow@acme.example" }, mocks: [{ ...mocks[0]!, latencyMs: 60_000 }], expect: {} },
      { name: "quick", context: { email }, expect: {} },
    ];
    const options = { createEngine, plan: { ...plan, layers: [[{ id: "a", code: slow }]] }, timeoutMs: 50 };
    const { results } = await runCases({ trigger: "before_signup", cases }, options);
    expect(results.map(({ passed }) => passed)).toEqual([false, true]);
    expect(results[0]?.findings).toEqual([{ what: "it did not end within 50 ms" }]);
  });

  test("are left out where they are not asked for, and told one by one", async () => {
    const told: string[] = [];
    const file = { trigger: "before_signup", cases: [one("a", 1, true), one("b", 1, true)] };
    const only = (name: string): boolean => name === "b";
    await runCases(file, { createEngine, plan, only, onResult: ({ name }) => told.push(name) });
    expect(told).toEqual(["b"]);
  });

  test("end when they are told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const file = { trigger: "before_signup", cases: [one("a", 1, true)] };
    await expect(runCases(file, { createEngine, plan, signal })).rejects.toThrow("enough");
  });

  test("hears of an abort between two cases, although no case leaves a turn to anybody", async () => {
    const cases = Array.from({ length: 150 }, (_, n) => ({ name: `case ${n}`, context: { email }, expect: {} }));
    const plan = { trigger: "before_signup", layers: [[{ id: "a", code: "while true do end" }]] };
    const ending = new AbortController();
    let ended = 0;
    const onResult = (): void => {
      if (++ended === 1) setTimeout(() => ending.abort(new Error("newer text")));
    };
    const running = runCases({ trigger: "before_signup", cases }, { createEngine, plan, onResult, signal: ending.signal });
    await expect(running).rejects.toThrow("newer text");
    expect(ended).toBeLessThan(cases.length);
  });

  test("tell which statements of the scripts ran", async () => {
    const code = `local seen = 0
if context.email == "nobody@acme.example" then
  return {
    allowed = false,
  }
end
seen = seen + 1`;
    const file = { trigger: "before_signup", cases: [one("a", 1, true)] };
    const covered = { ...plan, layers: [[{ id: "a", code }]] };
    const { coverage } = await runCases(file, { createEngine, plan: covered, coverage: true });
    expect(coverage).toMatchObject([{ scriptId: "a", statements: 4, covered: 3, missed: [3] }]);
  });
});

describe("a run within a budget", () => {
  const plan = (code: string) => ({ trigger: "before_signup", layers: [[{ id: "a", code }]] });
  const named = (count: number, each: Partial<CaseFile["cases"][number]> = {}) =>
    Array.from({ length: count }, (_, index) => ({ name: `${index}`, context: { email }, expect: {}, ...each }));

  test("fails the cases for which no instructions are left, and does not run them", async () => {
    const budget = { instructions: 1, ms: 60_000 };
    const file = { trigger: "before_signup", cases: named(3) };
    const { results } = await runCases(file, { createEngine, plan: plan("return {}"), budget });
    expect(results.map(({ passed, findings }) => [passed, ...findings.map(({ what }) => what)])).toEqual([
      [true],
      [false, "it was not run: the cases together may execute 1 instructions"],
      [false, "it was not run: the cases together may execute 1 instructions"],
    ]);
  });

  test("ends a case that waits for longer than is left, and runs none after it", async () => {
    const waits = 'helpers.fetch("https://slow.example.com/")';
    const cases = named(2, { mocks: [{ url: "https://slow.example.com/", latencyMs: 60_000 }] });
    const budget = { instructions: 1_000_000, ms: 40 };
    const { results } = await runCases({ trigger: "before_signup", cases }, { createEngine, plan: plan(waits), budget });
    const [first, second] = results.map(({ findings }) => findings[0]?.what);
    expect(first).toMatch(/^it did not end within (\d|[1-3]\d|40) ms$/);
    expect(second).toBe("it was not run: the cases together may take 40 ms");
  });

  test("has one engine at a time, whatever settings its cases ask for", async () => {
    let [open, most] = [0, 0];
    const counted: typeof createEngine = async (options) => {
      most = Math.max(most, ++open);
      const engine = await createEngine(options);
      const { close } = engine;
      engine.close = () => (open--, close.call(engine));
      return engine;
    };
    const cases = named(6).map((one, index) => ({ ...one, env: { N: `${index % 3}` } }));
    const report = await runCases({ trigger: "before_signup", cases }, { createEngine: counted, plan: plan("return {}") });
    expect([report.passed, most, open]).toEqual([6, 1, 0]);
  });
});
