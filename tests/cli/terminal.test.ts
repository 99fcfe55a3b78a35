import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Trace } from "sluice";
import { describe, expect, test } from "vitest";
import { junitXml } from "../../edge-worker/cli/folder/junit.ts";
import { cut, table } from "../../edge-worker/cli/terminal/table.ts";
import { plain, wantsColours, type Terminal } from "../../edge-worker/cli/terminal/terminal.ts";
import { waterfall } from "../../edge-worker/cli/terminal/waterfall.ts";
import { program, run, serveWorker, temporary } from "./program.ts";

const terminal = (columns: number): Terminal => ({ columns, paint: (_style: string, text: string) => text }) as Terminal;

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

  test("gets columns of equal width, and texts that are cut", () => {
    expect(table([["a", "bb", "c"], ["aaa", "b", "cc"]])).toEqual(["a    bb  c", "aaa  b   cc"]);
    expect([cut("abcdef", 4), cut("abcd", 4)]).toEqual(["abc…", "abcd"]);
  });
});

const span = {
  id: "1", name: "geo", kind: "INTERNAL", scriptId: "geo", layerIndex: 0, parallelIndex: 0, sequence: 0, status: "success",
  startedAt: 0, endedAt: 50, durationMs: 50, instructions: 1200, memoryPeak: 0, logs: [], attributes: {},
} as const;
const trace = {
  trigger: "before_signup", status: "success", startedAt: 0, endedAt: 100, durationMs: 100, clock: "live",
  spans: [
    span,
    { ...span, id: "2", parentId: "1", name: "GET", kind: "CLIENT", sequence: 1, startedAt: 25, durationMs: 25, attributes: { "http.response.status_code": 200, "server.address": "geo.example.com" } },
    { ...span, id: "3", name: "late", layerIndex: 1, sequence: 2, startedAt: 50, status: "error", errorCode: "runtime_error", line: 3, statusMessage: "late:3: oh" },
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
    const narrow = waterfall({ ...trace, clock: "frozen", spans: [{ ...trace.spans[0]!, durationMs: 0 }] }, terminal(50));
    expect(narrow.at(-1)).toBe("  geo                     –     1,200  success");
  });
});

test("JUnit has texts of scripts in no way that breaks it", () => {
  const result = { name: 'a<b>"&\u0001', passed: false, findings: [{ what: "x", expected: '"<"', actual: '"]]>"' }], requests: [], instructions: 0 };
  const report = { trigger: "t", results: [result], passed: 0, failed: 1 };
  const xml = junitXml({ files: [{ path: "p", report, durationMs: 5 }], passed: 0, failed: 1 });
  expect(xml).toContain('name="a&lt;b&gt;&quot;&amp;\ufffd"');
  expect(xml).toContain("- &quot;&lt;&quot;\n+ &quot;]]&gt;&quot;</failure>");
});

test("a worker that names files outside of the folder is refused, and nothing is written", async () => {
  const answers: Readonly<Record<string, object>> = {
    "/v1/scripts": { items: [] },
    "/v1/pipelines": { items: [] },
    "/v1/files": { files: { "scripts/a.lua": "return {}", "scripts/../../evil.lua": "x" } },
    "/v1/files/plan": { changes: [], problems: [], missingSecrets: [] },
  };
  const worker = createServer((request, response) => {
    response.setHeader("content-type", "application/json").end(JSON.stringify(answers[request.url!.split("?")[0]!]));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => worker.once("listening", resolve));
  const folder = temporary();
  const env = { SLUICE_SERVER: `http://127.0.0.1:${(worker.address() as AddressInfo).port}`, SLUICE_TOKEN: "t".repeat(40) };
  const { code, out, err } = await run(["pull", "--yes"], { cwd: folder.path, env });
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("which no folder has: nothing was written");
  worker.close();
  folder.remove();
});

test.skipIf(spawnSync("script", ["--version"]).status !== 0)("on a terminal push asks, and a no changes nothing", async () => {
  const worker = temporary();
  const served = await serveWorker(worker.path);
  await run(["init", "p"], { cwd: worker.path });
  const command = `${process.execPath} ${program} push -C p`;
  const child = spawn("script", ["-qec", command, "/dev/null"], { cwd: worker.path, env: { PATH: process.env.PATH, ...served.env }, stdio: "pipe" });
  let text = "";
  child.stdout.on("data", (part: Buffer) => {
    text += String(part);
    if (text.includes("[y/N]")) child.stdin.end("n\n");
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect([code, text]).toEqual([1, expect.stringContaining(`Change 2 files on ${served.url}? [y/N]`)]);
  const after = await run(["diff", "-C", "p", "--names"], { cwd: worker.path, env: served.env });
  expect(after.code).toBe(1);
  await served.stop();
  worker.remove();
});
