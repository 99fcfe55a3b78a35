import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Trace } from "sluice";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { junitXml } from "../../edge-worker/cli/folder/junit.ts";
import { livesWithNpm } from "../../edge-worker/cli/terminal/ancestors.ts";
import { cut, table } from "../../edge-worker/cli/terminal/table.ts";
import { nearest } from "../../edge-worker/cli/terminal/suggest.ts";
import { plain, wantsColours, type Terminal } from "../../edge-worker/cli/terminal/terminal.ts";
import { waterfall } from "../../edge-worker/cli/terminal/waterfall.ts";
import { hasTerminals, run, runOnTerminal, serveWorker, temporary, type ServedWorker } from "./program.ts";

const terminal = (columns: number): Terminal =>
  ({ columns, paint: (_style: string, text: string) => text }) as Terminal;

describe("the terminal", () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ TERM: "dumb" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
  ])("with %j and a terminal that is %s has colours: %s", (env, isTTY, colours) => {
    expect(wantsColours(env, { isTTY })).toBe(colours);
  });

  test("is told nothing by texts of others", () => {
    expect(plain("a\u001b[31mb\u001b]0;title\u0007c\rd\u009be\tf\ng")).toBe("abc\ufffdd\ufffde\tf\ng");
    expect(plain("right\u202eleft")).toBe("right\ufffdleft");
  });

  test.each([
    [{}, false],
    [{ npm_command: "exec", npm_lifecycle_script: "sluice" }, true],
    [{ npm_command: "run-script", npm_lifecycle_script: "sluice check && sluice serve 2>&1" }, true],
    [{ npm_command: "run-script", npm_lifecycle_script: "sluice serve &> log" }, true],
    [{ npm_command: "run-script", npm_lifecycle_script: "sluice serve & wait-for-it" }, false],
  ])("with %j ends what runs until it is told to end when npm is gone: %s", (env, ends) => {
    expect(livesWithNpm(env)).toBe(ends);
  });

  test.each([
    ["tets", "test"],
    ["pubish", "publish"],
    ["--wacth", "--watch"],
    ["rollbakc", "rollback"],
    ["xyz", undefined],
    ["t", undefined],
  ])("of %s thinks that %s was meant", (word, meant) => {
    expect(nearest(word, ["test", "publish", "--watch", "rollback"])).toBe(meant);
  });

  test("gets columns of equal width, and texts that are cut", () => {
    expect(
      table([
        ["a", "bb", "c"],
        ["aaa", "b", "cc"],
      ]),
    ).toEqual(["a    bb  c", "aaa  b   cc"]);
    expect([cut("abcdef", 4), cut("abcd", 4)]).toEqual(["abc…", "abcd"]);
  });
});

const span = {
  id: "1",
  name: "geo",
  kind: "INTERNAL",
  scriptId: "geo",
  layerIndex: 0,
  parallelIndex: 0,
  sequence: 0,
  status: "success",
  startedAt: 0,
  endedAt: 50,
  durationMs: 50,
  instructions: 1200,
  memoryPeak: 0,
  logs: [],
  attributes: {},
} as const;
const trace = {
  trigger: "before_signup",
  status: "success",
  startedAt: 0,
  endedAt: 100,
  durationMs: 100,
  clock: "live",
  spans: [
    span,
    {
      ...span,
      id: "2",
      parentId: "1",
      name: "GET",
      kind: "CLIENT",
      sequence: 1,
      startedAt: 25,
      durationMs: 25,
      attributes: { "http.response.status_code": 200, "server.address": "geo.example.com" },
    },
    {
      ...span,
      id: "3",
      name: "late",
      layerIndex: 1,
      sequence: 2,
      startedAt: 50,
      status: "error",
      errorCode: "runtime_error",
      line: 3,
      statusMessage: "late:3: oh",
    },
  ],
} as unknown as Trace;

describe("a waterfall", () => {
  test("has layers, what a script does under it, bars in their place, and what failed", () => {
    expect(waterfall(trace, terminal(100)).map((line) => line.trimEnd())).toEqual([
      "before_signup  success  100 ms  2,400 instructions",
      "layer 1",
      "  geo                         ━━━━━━━━━━━━━━━━                      50 ms     1,200  success",
      "    GET                               ━━━━━━━━                      25 ms            success 200 geo.example.com",
      "layer 2",
      "  late                                        ━━━━━━━━━━━━━━━━      50 ms     1,200  error",
      "    runtime_error at line 3: late:3: oh",
    ]);
  });

  test("has no bars where it is narrow, and where the clock stood still no times", () => {
    const narrow = waterfall(
      { ...trace, clock: "frozen", spans: [{ ...trace.spans[0]!, durationMs: 0 }] },
      terminal(50),
    );
    expect(narrow.at(-1)).toBe("  geo                     –     1,200  success");
  });
});

test("JUnit has texts of scripts in no way that breaks it", () => {
  const result = {
    name: 'a<b>"&\u0001',
    passed: false,
    findings: [{ what: "x", expected: '"<"', actual: '"]]>"' }],
    requests: [],
    instructions: 0,
  };
  const report = { trigger: "t", results: [result], passed: 0, failed: 1 };
  const xml = junitXml({ files: [{ path: "p", report, durationMs: 5 }], passed: 0, failed: 1 });
  expect(xml).toContain('name="a&lt;b&gt;&quot;&amp;\ufffd"');
  expect(xml).toContain("- &quot;&lt;&quot;\n+ &quot;]]&gt;&quot;</failure>");
});

test("a worker that names files outside of the folder is refused, and nothing is written", async () => {
  const answers: Readonly<Record<string, object>> = {
    "/v1/scripts": { items: [] },
    "/v1/pipelines": { items: [] },
    "/v1/cases": { items: [] },
    "/v1/files": { files: { "scripts/a.lua": "return {}", "scripts/../../evil.lua": "x" } },
    "/v1/files/plan": { changes: [], problems: [], missingSecrets: [] },
  };
  const worker = createServer((request, response) => {
    response.setHeader("content-type", "application/json").end(JSON.stringify(answers[request.url!.split("?")[0]!]));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => worker.once("listening", resolve));
  const folder = temporary();
  const env = {
    SLUICE_SERVER: `http://127.0.0.1:${(worker.address() as AddressInfo).port}`,
    SLUICE_TOKEN: "t".repeat(40),
  };
  const { code, out, err } = await run(["pull", "--yes"], { cwd: folder.path, env });
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("which no folder has: nothing was written");
  worker.close();
  folder.remove();
});

describe.skipIf(!hasTerminals)("on a terminal", () => {
  let folder: ReturnType<typeof temporary>;
  let worker: ServedWorker;
  beforeAll(async () => {
    folder = temporary();
    worker = await serveWorker(folder.path);
    await run(["init", "p"], { cwd: folder.path });
  });
  afterAll(async () => {
    await worker.stop();
    folder.remove();
  });
  const on = (args: readonly string[], env: Readonly<Record<string, string>>, answers: readonly [string, string][]) =>
    runOnTerminal(args, { cwd: folder.path, env }, answers);

  test("push asks, and a no changes nothing", async () => {
    const { code, shown } = await on(["push", "-C", "p"], worker.env, [["[y/N]", "n\r"]]);
    expect([code, shown]).toEqual([1, expect.stringMatching(/Change \d files on http:.*\? \[y\/N\]/)]);
    const after = await run(["diff", "-C", "p", "--names"], { cwd: folder.path, env: worker.env });
    expect(after.code).toBe(1);
  });

  test("a token and a secret are asked for and not shown", async () => {
    const { SLUICE_SERVER = "", SLUICE_TOKEN = "" } = worker.env;
    const value = "typed-by-hand-and-hidden";
    const { code, shown } = await on(["secret", "set", "TYPED", "--host", "a.example.com"], { SLUICE_SERVER }, [
      [`Token of ${SLUICE_SERVER} (not shown): `, `${SLUICE_TOKEN}\r`],
      ["Value of TYPED (not shown): ", `${value}x\u007f\r`],
    ]);
    expect([code, shown]).toEqual([0, expect.stringContaining("TYPED is version 1, bound to a.example.com.")]);
    expect([shown.includes(value), shown.includes(SLUICE_TOKEN)]).toEqual([false, false]);
  });

  test("Ctrl-C at a hidden question sets nothing", async () => {
    const answers: [string, string][] = [["Value of GONE (not shown): ", "half\u0003"]];
    expect(await on(["secret", "set", "GONE", "--unbound"], worker.env, answers)).toMatchObject({ code: 1 });
    expect((await run(["secret", "list"], { cwd: folder.path, env: worker.env })).out).not.toContain("GONE");
  });

  test("progress is on a line that is gone at the end, and colours are there", async () => {
    const { shown } = await on(["test", "-C", "p"], {}, []);
    expect(shown).toContain("2 cases, tests/before_signup.cases.json\r\u001b[2K");
    expect(shown).toContain("\u001b[32m2 passed\u001b[39m");
    expect((await on(["test", "-C", "p"], { NO_COLOR: "1" }, [])).shown).not.toContain("\u001b[32m");
  });
});
