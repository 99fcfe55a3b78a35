import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { edit, run, start, temporary } from "./program.ts";

let folder = temporary();
let cwd = "";
beforeEach(async () => {
  folder = temporary();
  cwd = folder.path;
  await run(["init"], { cwd });
});
afterEach(() => folder.remove());

describe("sluice init", () => {
  test("makes a folder that is in order and whose cases pass, and says what comes next", async () => {
    const { code, out } = await run(["init", "policies"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("  scripts/no-throwaway.lua\n");
    expect(out).toMatch(/\nNext: cd policies && npx sluice test\n$/);
    expect(readFileSync(join(cwd, "policies/.gitignore"), "utf8")).toBe(".env\n.sluice/\n");
    expect(await run(["check", "-C", "policies"], { cwd })).toMatchObject({ code: 0 });
    expect(await run(["test", "-C", "policies"], { cwd })).toMatchObject({ code: 0 });
  });

  test("draws a token and a key for a worker on this machine, which nobody else reads and commands find", async () => {
    const file = join(cwd, ".env");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const {
      SLUICE_TOKEN: token,
      SLUICE_ADMIN_TOKEN: admin,
      SLUICE_SECRET_KEYS: keys,
    } = parseEnv(readFileSync(file, "utf8"));
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(admin).toBe(token);
    expect(Buffer.from(keys!.replace(/^local:/, ""), "base64")).toHaveLength(32);
    const served = start(["serve", "--store", "memory", "--port", "0", "--env", ".env"], { cwd });
    const [, url = ""] = await served.until(/listens on (\S+);/);
    expect(await run(["secret", "list"], { cwd, env: { SLUICE_SERVER: url } })).toMatchObject({ code: 0 });
    served.child.kill("SIGTERM");
    await served.ended;
    await run(["init", "other"], { cwd });
    expect(readFileSync(join(cwd, "other/.env"), "utf8")).not.toContain(token);
    rmSync(join(cwd, "sluice.json"));
    for (const path of ["scripts", "pipelines", "tests", "README.md"]) rmSync(join(cwd, path), { recursive: true });
    expect(await run(["init"], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(file, "utf8")).toContain(token);
  });

  test("writes over nothing, and adds to a .gitignore that is there", async () => {
    const again = await run(["init"], { cwd });
    expect(again).toMatchObject({ code: 1, out: "" });
    expect(again.err).toContain("nothing was written");
    mkdirSync(join(cwd, "other"));
    writeFileSync(join(cwd, "other/.gitignore"), "dist\n.env");
    await run(["init", "other"], { cwd });
    expect(readFileSync(join(cwd, "other/.gitignore"), "utf8")).toBe("dist\n.env\n.sluice/\n");
  });
});

describe("sluice test", () => {
  test("says which cases pass", async () => {
    expect(await run(["test"], { cwd })).toEqual({
      code: 0,
      err: "",
      out: `tests/before_signup.cases.json before_signup
  ✓ lets a lasting address in
  ✓ turns a throw-away address away
2 passed
`,
    });
  });

  test("says what was expected and what came, and ends with 1", async () => {
    edit(join(cwd, "scripts/no-throwaway.lua"), (code) => code.replace('code = "throwaway"', 'code = "other"'));
    expect(await run(["test"], { cwd })).toEqual({
      code: 1,
      err: "",
      out: `tests/before_signup.cases.json before_signup
  ✓ lets a lasting address in
  ✗ turns a throw-away address away
      outcome.code
        - "throwaway"
        + "other"
1 passed, 1 failed
`,
    });
  });

  test("runs what the filter names, tells coverage, and writes JUnit", async () => {
    const { code, out } = await run(["test", "lasting", "--coverage", "--junit", "out.xml"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("Statements that ran\n  scripts/no-throwaway.lua  3/4  never ran: line 6\n1 passed\n");
    expect(readFileSync(join(cwd, "out.xml"), "utf8").replace(/time="[\d.]+"/, 'time="T"'))
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="sluice" tests="1" failures="0">
  <testsuite name="tests/before_signup.cases.json" tests="1" failures="0" time="T">
    <testcase classname="tests/before_signup.cases.json" name="lets a lasting address in"/>
  </testsuite>
</testsuites>
`);
  });

  test("prints JSON", async () => {
    const { out } = await run(["test", "--json"], { cwd });
    expect(JSON.parse(out)).toMatchObject({
      passed: 2,
      failed: 0,
      files: [{ trigger: "before_signup", cases: [{ passed: true }, {}] }],
    });
  });

  test("that finds nothing to run ends with 1", async () => {
    expect(await run(["test", "nothing-is-called-so"], { cwd })).toMatchObject({ code: 1, out: "" });
  });

  test("names the place in a file of cases that is wrong", async () => {
    edit(join(cwd, "tests/before_signup.cases.json"), (text) => text.replace('"expect"', '"expects"'));
    const { code, err } = await run(["test"], { cwd });
    expect(code).toBe(1);
    expect(err).toContain("tests/before_signup.cases.json.cases[0]");
  });

  test("runs again when a file changes, and ends at Ctrl-C with 0", async () => {
    const watching = start(["test", "--watch"], { cwd });
    await watching.until(/2 passed\n[^]*Waiting for changes/);
    edit(join(cwd, "scripts/no-throwaway.lua"), (code) => code.replace("allowed = false", "allowed = true"));
    await watching.until(/1 passed, 1 failed\n/);
    watching.child.kill("SIGINT");
    expect(await watching.ended).toMatchObject({ code: 0 });
  });
});

describe("sluice run", () => {
  const denied = JSON.stringify({ email: "eve@throwaway.example" });

  test("shows the outcome and a waterfall, and ends with 1 on a deny", async () => {
    const { code, out, err } = await run(["run", "before_signup", "--context", "-"], { cwd, input: denied });
    expect([code, err]).toEqual([1, ""]);
    const steady = out
      .replace(/━| {3,}/g, " ")
      .replace(/\d+ ms/g, "N ms")
      .replace(/ +/g, " ");
    expect(steady).toBe(`denied (throwaway): Please use a lasting address.
before_signup blocked N ms 55 instructions
layer 1
 No throw-away addresses N ms 55 blocked
`);
  });

  test("takes the sample of sluice.json where there is no context, and prints JSON", async () => {
    const { code, out } = await run(["run", "before_signup", "--json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      outcome: { allowed: true },
      trace: { trigger: "before_signup", status: "success" },
    });
  });

  test("has services answer as mocks say, and secrets and settings come from the environment", async () => {
    writeFileSync(
      join(cwd, "scripts/no-throwaway.lua"),
      `local r = helpers.fetch("https://a.example.com/", { headers = { key = helpers.secret("A_KEY") } })
       helpers.log("asked", helpers.env("WHO"))
       return { data = { score = r.body.score, length = #helpers.secret("A_KEY") } }`,
    );
    writeFileSync(join(cwd, "mocks.json"), JSON.stringify([{ url: "https://a.example.com/*", json: { score: 7 } }]));
    writeFileSync(join(cwd, ".env"), "SLUICE_SECRET_A_KEY=twelve-chars\nSLUICE_ENV_WHO=them\n");
    const { out, code } = await run(["run", "before_signup", "--mocks", "mocks.json"], { cwd });
    expect([code, out.split("\n")[0]]).toEqual([0, 'allowed {"length":12,"score":7}']);
    expect(out).toContain("info: asked\tthem\n");
    expect(out).toMatch(/GET .*success 200 a\.example\.com\n/);
    expect(out).not.toContain("twelve-chars");
    const seen = await run(["run", "before_signup", "--mocks", "mocks.json", "--secret", "A_KEY=shown-to-all"], {
      cwd,
    });
    expect(seen.err).toContain("whoever lists processes sees the value of A_KEY");
    expect(await run(["run", "before_signup", "--secret", "B_KEY"], { cwd })).toMatchObject({ code: 1 });
  });

  test("keeps the keys of a worker, whose variable is named like a secret's, from scripts", async () => {
    writeFileSync(join(cwd, "scripts/no-throwaway.lua"), `return { data = { found = helpers.secret("KEYS") ~= nil } }`);
    const { out } = await run(["run", "before_signup", "--json"], {
      cwd,
      env: { SLUICE_SECRET_KEYS: `k1:${"A".repeat(43)}=` },
    });
    expect(JSON.parse(out)).toMatchObject({ outcome: { allowed: true, data: { found: false } } });
  });

  test("takes nothing of a script for commands to the terminal", async () => {
    writeFileSync(join(cwd, "scripts/no-throwaway.lua"), String.raw`helpers.log("a\27[2Jb\rc\u{202e}d")`);
    const { out } = await run(["run", "before_signup"], { cwd, env: { FORCE_COLOR: "1" } });
    expect(out).toContain("info: ab\ufffdc\ufffdd");
  });

  test.each([
    [["run", "before_signin"], "there is no pipelines/before_signin.json; the folder has before_signup"],
    [["run", "before_signup", "--context", "missing.json"], "missing.json cannot be read"],
    [["run", "before_signup", "--context", "README.md"], "README.md is no JSON"],
    [["run", "before_signup", "--script", "missing"], "there is no scripts/missing.lua"],
    [["run", "before_signup", "-C", "nowhere"], "make a folder with sluice init"],
  ])("%j says what is missing", async (args, fault) => {
    const { code, out, err } = await run(args, { cwd });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(fault);
  });
});

describe("a file of the folder that has not its form", () => {
  test.each([
    ["pipelines/before_signup.json", "{", "pipelines/before_signup.json is no JSON: "],
    ["pipelines/before_signup.json", "[]", "pipelines/before_signup.json has to be a JSON object"],
    ["pipelines/before_signup.json", '{"layers": ["a"]}', "pipelines/before_signup.json: layers.0 must be an array"],
    ["scripts/no-throwaway.json", "{", "scripts/no-throwaway.json is no JSON: "],
    ["scripts/no-throwaway.json", "null", "scripts/no-throwaway.json has to be a JSON object"],
    ["scripts/no-throwaway.json", '{"name": 1}', "scripts/no-throwaway.json has to be JSON, an object {name}"],
  ])("%s with %j is told by its name", async (path, text, fault) => {
    writeFileSync(join(cwd, path), text);
    for (const args of [["run", "before_signup"], ["test"]]) {
      const { code, out, err } = await run(args, { cwd });
      expect([code, out]).toEqual([1, ""]);
      expect(err).toMatch(/^sluice: .*\n$/);
      expect(err).toContain(fault);
    }
  });

  test("cases whose own pipeline has not its form are told by the name of their file", async () => {
    edit(join(cwd, "tests/before_signup.cases.json"), (text) =>
      text.replace('"cases"', '"pipeline": { "layers": "a" }, "cases"'),
    );
    const { code, err } = await run(["test"], { cwd });
    expect([code, err]).toEqual([
      1,
      "sluice: tests/before_signup.cases.json, pipeline: layers must be an array of layers\n",
    ]);
  });
});

describe("sluice check", () => {
  test("tells scripts that do not compile by file and line, also those that no pipeline names", async () => {
    writeFileSync(join(cwd, "scripts/unused.lua"), "local a = 1\nlocal = 2\n");
    const { code, out } = await run(["check"], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/^scripts\/unused\.lua:2: .*\[syntax_error\]\n1 finding\n$/);
    const github = await run(["check", "--format", "github"], { cwd });
    expect(github.out).toMatch(/^::error file=scripts\/unused\.lua,line=2,title=syntax_error::/);
    const json = JSON.parse((await run(["check", "--format", "json"], { cwd })).out) as object;
    expect(json).toMatchObject({ findings: [{ path: "scripts/unused.lua", line: 2, code: "syntax_error" }] });
  });

  test("tells pipelines that name what is not there, and cases of the wrong form", async () => {
    edit(join(cwd, "pipelines/before_signup.json"), (text) => text.replace("no-throwaway", "gone"));
    edit(join(cwd, "tests/before_signup.cases.json"), (text) => text.replace('"cases"', '"case"'));
    const { code, out } = await run(["check"], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/pipelines\/before_signup\.json: .*gone.*\[unknown_script\]/);
    expect(out).toMatch(/tests\/before_signup\.cases\.json: .*\[invalid_cases\]/);
    expect(await run(["check", "--format", "xml"], { cwd })).toMatchObject({ code: 2, out: "" });
  });

  test.each([
    ["pipelines/before_signup.json", "{", "is no JSON: "],
    ["pipelines/before_signup.json", '{"trigger": "before_signup", "layer": []}', "must be an object {trigger"],
    ["pipelines/before_signup.json", '{"layers": []}', "trigger must be "],
    ["scripts/no-throwaway.json", "[]", "must be "],
  ])("%s with %j is a finding, and what the others have is told, too", async (path, text, message) => {
    writeFileSync(join(cwd, path), text);
    edit(join(cwd, "tests/before_signup.cases.json"), (cases) => cases.replace('"cases"', '"case"'));
    const { code, out, err } = await run(["check"], { cwd });
    expect([code, err]).toEqual([1, ""]);
    expect(out).toContain(`${path}: ${message}`);
    expect(out).toMatch(/\[invalid_file\]\n.*\[invalid_cases\]\n2 findings\n$/);
  });
});

describe("sluice dev", () => {
  test("serves the folder, writes what is saved there, and takes over what changes in the files", async () => {
    const dev = start(["dev", "--port", "0"], { cwd });
    const [, url = "", token = ""] = await dev.until(/Open {3}(\S+)\/admin\/pipelines\nToken {2}(\S+)\n/);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const decide = async () => {
      const body = JSON.stringify({ context: { email: "eve@throwaway.example" } });
      return (await fetch(`${url}/v1/triggers/before_signup`, { method: "POST", headers, body })).json();
    };
    expect(await decide()).toMatchObject({ allowed: false, code: "throwaway" });
    const code = "return { allowed = true }\n";
    await fetch(`${url}/v1/scripts/new-one`, { method: "PUT", headers, body: JSON.stringify({ code }) });
    await dev.until(/→ scripts\/new-one\.lua/);
    expect(readFileSync(join(cwd, "scripts/new-one.lua"), "utf8")).toBe(code);
    edit(join(cwd, "scripts/no-throwaway.lua"), (text) => text.replace('code = "throwaway"', 'code = "edited"'));
    await dev.until(/← scripts\/no-throwaway\.lua[^]*← scripts\/no-throwaway\.lua/);
    await expect.poll(decide, { timeout: 20_000 }).toMatchObject({ code: "edited" });
    dev.child.kill("SIGINT");
    expect(await dev.ended).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, "scripts/new-one.json"))).toBe(false);
  });
});

describe("sluice check and sluice lsp", () => {
  test("warn of fields that a context does not have, and end with 1 for that when strict", async () => {
    edit(join(cwd, "scripts/no-throwaway.lua"), (code) => code.replace("context.email", "context.emial"));
    const { code, out } = await run(["check"], { cwd });
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^scripts\/no-throwaway\.lua:4: warning: .*emial.*\n1 finding\n$/),
    ]);
    expect(await run(["check", "--strict"], { cwd })).toMatchObject({ code: 1 });
  });

  test("serve editors over standard input and output", async () => {
    const text = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { capabilities: {} } });
    const { out } = await run(["lsp", "--stdio"], { cwd, input: `Content-Length: ${text.length}\r\n\r\n${text}` });
    expect(out).toContain('"capabilities"');
  });
});
