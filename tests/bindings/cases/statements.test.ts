import { readFileSync, readdirSync } from "node:fs";
import { createEngine } from "sluice";
import { describe, expect, test } from "vitest";
import { statementsOf } from "../../../bindings/js/cases/statements.ts";

const linesOf = (code: string): string[] => statementsOf(code).map(({ line, lastLine }) => `${line}-${lastLine}`);

describe("the statements of a script", () => {
  test.each([
    ["a statement a line", "local a = 1\na = 2\nreturn a", ["1-1", "2-2", "3-3"]],
    ["two on a line", "local a = 1 a = 2", ["1-1", "1-1"]],
    ["over several lines", "local a =\n  f(\n    1\n  )\nreturn a", ["1-4", "5-5"]],
    ["a head and what is inside", "if a\n  and b then\n  f()\nelseif c then\n  g()\nelse\n  h()\nend", ["1-2", "3-3", "4-4", "5-5", "7-7"]],
    ["of a function in an argument", "helpers.trace('x', function()\n  f()\nend)\ng()", ["1-1", "2-2", "4-4"]],
    ["without the end of the block around them", "if a then\n  return {\n  }\nend\n", ["1-1", "2-3"]],
    ["without declarations", "local a\nlocal b <const> = 1\nlocal function f(x)\n  return x\nend\nf(1)", ["4-4", "6-6"]],
    ["with keywords in texts and comments", "local a = 'end' -- if\n--[[ while\n]] a = [[\nreturn ]]\nf()", ["1-1", "3-4", "5-5"]],
    ["none", "-- nothing\n", []],
  ])("%s", (_what, code, lines) => expect(linesOf(code)).toEqual(lines));

  test("are found in whatever is no script, and it ends", () => {
    for (const code of ["end end )", "function ( [[", "'\n\"", "until until function"]) expect(() => statementsOf(code)).not.toThrow();
  });

  test("are never missed where a line of code without branches ran", async () => {
    const folder = new URL("../../../examples/policies/scripts/", import.meta.url);
    const engine = await createEngine();
    for (const name of readdirSync(folder)) {
      const code = readFileSync(new URL(name, folder), "utf8");
      const first = statementsOf(code)[0]!;
      const plan = { trigger: "x", mode: "blocking" as const, layers: [[{ id: "a", code }]] };
      const { profile = [] } = await engine.execute(plan, { request: {} }, { profile: true });
      const lines = profile[0]!.lines.map(({ line }) => line);
      expect([name, lines.some((line) => line >= first.line && line <= first.lastLine)]).toEqual([name, true]);
    }
    await engine.close();
  });
});
