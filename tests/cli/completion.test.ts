import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../edge-worker/cli/commands.ts";
import { run, temporary } from "./program.ts";

const { path: cwd, remove } = temporary();
const shells = ["bash", "zsh", "fish"] as const;
const hasShell = (shell: string): boolean => spawnSync(shell, ["--version"]).status === 0;

beforeAll(async () => {
  await run(["init", "policies"], { cwd });
  writeFileSync(join(cwd, "policies/scripts/geo-block.lua"), "");
  // Of somebody else: nothing of it may be run, or shown as if it could be typed.
  for (const name of ["$(touch taken)", "`touch taken`", "a b", "-rf"]) {
    writeFileSync(join(cwd, `policies/pipelines/${name}.json`), "{}");
  }
  mkdirSync(join(cwd, "contexts"));
  writeFileSync(join(cwd, "contexts/sign up.json"), "{}");
  for (const shell of shells) {
    writeFileSync(join(cwd, shell), (await run(["completion", shell], { cwd })).out);
  }
});
afterAll(remove);

/** What bash would offer for the last of the words. */
function offered(...words: readonly string[]): string[] {
  const code = `. ./bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sluice; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync("bash", ["-uc", code, "bash", "sluice", ...words], {
    cwd,
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout.split("\n").filter((line) => line !== "");
}

describe.skipIf(!hasShell("bash"))("bash completes", () => {
  test.each([
    [["pu"], ["pull", "push", "publish"]],
    [["--v"], ["--version"]],
    [["nonsense", ""], []],
    [
      ["check", "--f"],
      ["--folder", "--format"],
    ],
    [
      ["check", "--format", ""],
      ["text", "json", "github"],
    ],
    [["check", "--format", "g"], ["github"]],
    [
      ["trace", ""],
      ["list", "tail", "show", "replay"],
    ],
    [["trace", "list", "--status", "b"], ["blocked"]],
    [["trace", "show", ""], []],
    [["completion", ""], [...shells]],
    [["run", "--folder", "policies", ""], ["before_signup"]],
    [["publish", "-C", "policies", "--yes", "before"], ["before_signup"]],
    [
      ["run", "before_signup", "-C", "policies", "--script", ""],
      ["geo-block", "no-throwaway"],
    ],
    [["run", "-C", "policies", "--user", ""], []],
    [["run", "before_signup", "--context", "contexts/s"], ["contexts/sign up.json"]],
    [["run", "before_signup", "--folder", "po"], ["policies"]],
    [["init", "con"], ["contexts"]],
  ])("%j with %j", (words, completions) => {
    expect(offered(...words)).toEqual(completions);
  });

  test("and runs nothing of what stands in names of files", () => {
    offered("run", "-C", "policies", "");
    expect(offered("run", "--context", "tak")).toEqual([]);
  });

  test("every command, and every option that its help names", async () => {
    expect(offered("")).toEqual([...Object.keys(commands), "--help", "--version"]);
    for (const name of Object.keys(commands)) {
      const help = await run([name, "--help"], { cwd });
      const named = [...help.out.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+) /gm)].map(([, option]) => option);
      expect(new Set(offered(name, "--"))).toEqual(new Set([...named, "--help"]));
    }
  });
});

test.each(shells)("what %s is to read, it can read", async (shell) => {
  expect((await run(["completion", shell], { cwd })).code).toBe(0);
  if (hasShell(shell))
    expect(spawnSync(shell, ["-n", shell], { cwd, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
});

test("a shell that it does not know is refused with those that it does", async () => {
  expect(await run(["completion", "csh"], { cwd })).toEqual({
    code: 2,
    out: "",
    err: "sluice: csh is no shell of these: bash, zsh, fish\nTry: sluice completion --help\n",
  });
});
