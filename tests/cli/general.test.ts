import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { commands } from "../../edge-worker/cli/commands.ts";
import { run, temporary } from "./program.ts";

const { path: cwd, remove } = temporary();
afterAll(remove);

describe("sluice", () => {
  test("tells its commands and version", async () => {
    const help = await run(["--help"], { cwd });
    expect(help).toMatchObject({ code: 0, err: "" });
    for (const name of Object.keys(commands)) expect(help.out).toContain(`\n  ${name} `);
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await run(["--version"], { cwd })).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  test.each(Object.keys(commands))("%s tells how to use it, with examples", async (name) => {
    const help = await run([name, "--help"], { cwd });
    expect(help).toMatchObject({ code: 0, err: "" });
    expect(help.out).toMatch(new RegExp(`^Usage: sluice ${name}`));
    expect(help.out).toContain("Examples:\n");
    for (const line of help.out.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
  });

  test.each([
    [[], "Usage: sluice <command> [options]\n"],
    [["tets"], "sluice: tets is no command; did you mean test?\nTry: sluice --help\n"],
    [["test", "--wacth"], "sluice: test has no option --wacth; did you mean --watch?\nTry: sluice test --help\n"],
    [["check", "-x"], "sluice: check has no option -x; there are --folder, --format, --strict, --help\n"],
    [["sing"], `sluice: sing is no command; there are ${Object.keys(commands).join(", ")}\nTry: sluice --help\n`],
    [["run"], "sluice: run is missing an argument\nUsage: sluice run <trigger> [options]\nTry: sluice run --help\n"],
    [["trace", "list", "--server", "http://127.0.0.1:1"], "sluice: there is no token: set SLUICE_TOKEN\n"],
    [["test", "a", "b"], "sluice: b is one argument too many for test\nTry: sluice test --help\n"],
    [
      ["rollback", "before_signup", "--server", "http://127.0.0.1:1"],
      "sluice: there is no token: set SLUICE_TOKEN\nTry: sluice rollback --help\n",
    ],
    [["push"], "sluice: /"],
    [["diff", "--server", "ftp://x"], "sluice: "],
  ])("%j is refused with what to do", async (args, text) => {
    const { code, out, err } = await run(args, { cwd });
    expect([code === 1 || code === 2, out]).toEqual([true, ""]);
    expect(err).toContain(text);
  });

  test("colours only where it is told to, when nobody looks", async () => {
    await run(["init", "coloured"], { cwd });
    const check = async (env: Record<string, string>) => (await run(["check", "-C", "coloured"], { cwd, env })).out;
    expect(await check({})).toBe("4 files, nothing found\n");
    expect(await check({ FORCE_COLOR: "1" })).toBe("\u001b[32m4 files, nothing found\u001b[39m\n");
    expect(await check({ FORCE_COLOR: "0" })).toBe("4 files, nothing found\n");
  });
});
