import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { variables } from "../edge-worker/settings.ts";
import { edit, run, serveWorker, start, temporary, type Ended, type ServedWorker } from "./program.ts";

let folder = temporary();
let cwd = "";
let worker: ServedWorker;

const script = (): string => join(cwd, "scripts/no-throwaway.lua");
const sluice = (...args: string[]): Promise<Ended> => run(args, { cwd, env: worker.env });
const headers = { authorization: `Bearer ${variables.SLUICE_ADMIN_TOKEN}`, "content-type": "application/json" };
const ask = (method: string, path: string, body: object): Promise<Response> =>
  fetch(`${worker.url}/v1/${path}`, { method, headers, body: JSON.stringify(body) });
const decide = async (): Promise<{ readonly traceId: string }> =>
  (await ask("POST", "triggers/before_signup", { context: { email: "ada@acme.example" } })).json() as never;

beforeEach(async () => {
  folder = temporary();
  cwd = folder.path;
  await run(["init"], { cwd });
  worker = await serveWorker(cwd);
});
afterEach(async () => {
  await worker.stop();
  folder.remove();
});

describe("sluice push, publish and rollback", () => {
  test("bring a folder to a worker, make it what runs, and undo that", async () => {
    expect(await sluice("push", "--yes")).toEqual({
      code: 0,
      err: "",
      out: `  + pipelines/before_signup.json
  + scripts/no-throwaway.lua
  + tests/before_signup.cases.json
Pushed 3 files to ${worker.url}. To make them what runs: sluice publish
`,
    });
    expect(await sluice("push", "--yes")).toEqual({ code: 0, err: "", out: "The worker has everything already.\n" });
    expect(await sluice("publish", "--yes")).toEqual({
      code: 0,
      err: "",
      out: `2 cases pass.
  ~ before_signup  nothing runs now; sample {"email":"ada@acme.example"}
before_signup runs version 1. To undo: sluice rollback before_signup
`,
    });
    const nothing = "Nothing to publish: what runs is what the folder has.";
    expect(await sluice("publish", "--yes")).toEqual({ code: 0, err: "", out: `2 cases pass.\n${nothing}\n` });
    edit(script(), (code) => `${code}-- more\n`);
    await sluice("push", "--yes", "--note", "More");
    expect((await sluice("publish", "--yes")).out).toContain("before_signup runs version 2.");
    const back = await sluice("rollback", "before_signup", "--yes");
    expect(back.code).toBe(0);
    expect(back.out).toMatch(
      /^ {2}~ before_signup {2}version 2 → 1, of \S+ by admin token\nbefore_signup runs version 1\.\n$/,
    );
    expect(await sluice("rollback", "before_signup", "--to", "9", "--yes")).toMatchObject({ code: 1 });
  });

  test("take a sample from a file, which has to be JSON and for one trigger", async () => {
    await sluice("push", "--yes");
    const file = join(folder.path, "sample.json");
    const publish = () => sluice("publish", "before_signup", "--sample", "sample.json", "--yes");
    expect(await publish()).toMatchObject({ code: 1, err: expect.stringContaining("sample.json cannot be read") });
    writeFileSync(file, "{");
    expect(await publish()).toMatchObject({ code: 1, err: expect.stringContaining("sample.json is no JSON: ") });
    writeFileSync(file, "[]");
    expect(await publish()).toMatchObject({ code: 1, err: "sluice: sample.json has to be a JSON object\n" });
    const without = await sluice("publish", "--sample", "sample.json", "--yes");
    expect(without).toMatchObject({ code: 2, err: expect.stringContaining("--sample needs a trigger") });
    writeFileSync(file, '{"email": "grace@acme.example"}');
    expect((await publish()).out).toContain('sample {"email":"grace@acme.example"}');
  });

  test("tell which pipelines there are, and which worker does not answer, or is none", async () => {
    const none = await sluice("publish", "nope", "--yes");
    expect(none).toEqual({
      code: 1,
      out: "",
      err: "sluice: there is no pipelines/nope.json; the folder has before_signup\n",
    });
    const gone = await sluice("diff", "--server", "http://127.0.0.1:1");
    expect(gone).toMatchObject({ code: 1, err: expect.stringContaining("The worker at http://127.0.0.1:1 did not") });
    const elsewhere = await sluice("diff", "--server", `${worker.url}/elsewhere`);
    expect(elsewhere).toMatchObject({ code: 1, err: expect.stringContaining("is that the address of a worker?") });
  });

  test("make no version of what runs already, named or not, also after a rollback", async () => {
    await sluice("push", "--yes");
    await sluice("publish", "--yes");
    edit(script(), (code) => `${code}-- more\n`);
    await sluice("push", "--yes");
    await sluice("publish", "before_signup", "--yes");
    const nothing = "Nothing to publish: version 2 of before_signup is what the folder has.\n";
    expect(await sluice("publish", "before_signup")).toEqual({ code: 0, err: "", out: `2 cases pass.\n${nothing}` });
    await sluice("rollback", "before_signup", "--yes");
    expect((await sluice("publish", "--yes")).out).toContain("before_signup runs version 3.");
    await sluice("rollback", "before_signup", "--to", "2", "--yes");
    expect((await sluice("publish", "before_signup", "--yes")).out).toContain(nothing);
  });

  test("ask first, and without a terminal to ask on change nothing", async () => {
    const { code, err } = await sluice("push");
    expect([code, err]).toEqual([
      1,
      "sluice: there is no terminal to ask on: give --yes to go on without being asked\n",
    ]);
    expect((await sluice("diff", "--names")).out).toContain("  + scripts/no-throwaway.lua\n");
  });

  test("find what somebody else has changed, and write over it only by force", async () => {
    await sluice("push", "--yes");
    await ask("PUT", "scripts/no-throwaway", { name: "No throw-away addresses", code: "return {} -- theirs\n" });
    edit(script(), (code) => `${code}-- ours\n`);
    const refused = await sluice("push", "--yes");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("scripts/no-throwaway.lua was changed on both sides: sluice pull");
    const pulled = await sluice("pull", "--yes");
    expect(pulled.code).toBe(1);
    expect(pulled.err).toContain("scripts/no-throwaway.lua would be written over");
    expect(readFileSync(script(), "utf8")).toContain("-- ours");
    expect(await sluice("push", "--yes", "--force")).toMatchObject({ code: 0 });
    expect(await sluice("diff")).toMatchObject({ code: 0 });
  });

  test("do not publish while a case fails, nor what was not pushed", async () => {
    await sluice("push", "--yes");
    edit(script(), (code) => code.replace('code = "throwaway"', 'code = "other"'));
    const failing = await sluice("publish", "--yes");
    expect(failing).toMatchObject({ code: 1, out: "" });
    expect(failing.err).toContain("1 of 2 cases fail: nothing was published");
    expect(failing.err).toContain('- "throwaway"');
    const ahead = await sluice("publish", "--yes", "--no-test");
    expect(ahead.err).toContain("the worker has not what the folder has (scripts/no-throwaway.lua): sluice push first");
    expect(await decide()).toEqual({ allowed: true });
  });

  test("do not publish while a case of the worker fails, unless told to, which the version says", async () => {
    await sluice("push", "--yes");
    edit(script(), (code) => code.replace('code = "throwaway"', 'code = "other"'));
    await sluice("push", "--yes");
    const gated = await sluice("publish", "--yes", "--no-test");
    expect(gated.code).toBe(1);
    expect(gated.err).toContain("dry_run_failed: 1 of the 2 cases of before_signup fail.");
    expect(gated.err).toContain('turns a throw-away address away: outcome.code - "throwaway" + "other"\n');
    expect(await decide()).toEqual({ allowed: true });
    const named = { name: "\u001b[2J\u001b[31mred", context: { email: "a@b.example" }, expect: { status: "error" } };
    await ask("PUT", "cases/more", { file: { trigger: "before_signup", cases: [named] } });
    await sluice("pull", "--yes");
    for (const args of [["--no-test"], []]) {
      const hostile = await sluice("publish", "--yes", ...args);
      expect(hostile.err).toMatch(/red: status|: red/);
      expect(hostile.err).not.toMatch(/[\u001b\u0007]/);
    }
    rmSync(join(cwd, "tests/more.cases.json"));
    await sluice("push", "--yes", "--remove");
    const forced = await sluice("publish", "--yes", "--allow-failing-cases");
    expect(forced).toMatchObject({ code: 0, err: expect.stringContaining("1 of 2 cases fail.") });
    expect(forced.out).toContain("before_signup runs version 1, with 1 failing cases. To undo");
    const versions = await fetch(`${worker.url}/v1/pipelines/before_signup/versions`, { headers });
    expect(await versions.json()).toMatchObject({ items: [{ cases: { passed: 1, failed: 1 } }] });
  });

  test("bring cases that were changed on one side to the other, and find those that were on both", async () => {
    await sluice("push", "--yes");
    const path = join(cwd, "tests/before_signup.cases.json");
    const file = JSON.parse(readFileSync(path, "utf8")) as object;
    await ask("PUT", "cases/before_signup", { file: { ...file, about: "theirs" } });
    await ask("PUT", "cases/more", { file: { trigger: "before_signup", cases: [] } });
    expect((await sluice("pull", "--yes")).out).toContain(
      "~ tests/before_signup.cases.json\n  + tests/more.cases.json\n",
    );
    expect(readFileSync(path, "utf8")).toContain('"about": "theirs"');
    expect((await sluice("diff")).out).toBe("The folder and the worker have the same.\n");
    await ask("PUT", "cases/before_signup", { file: { ...file, about: "theirs again" } });
    edit(path, (text) => text.replace("theirs", "ours"));
    const refused = await sluice("push", "--yes");
    expect(refused.err).toContain("tests/before_signup.cases.json was changed on both sides");
    rmSync(join(cwd, "tests/more.cases.json"));
    expect((await sluice("push", "--yes", "--force", "--remove")).out).toContain("- tests/more.cases.json\n");
    expect(await sluice("diff")).toMatchObject({ code: 0 });
  });

  test("say what to do when the token or the worker is not right", async () => {
    const wrong = await run(["push", "--yes"], { cwd, env: { ...worker.env, SLUICE_TOKEN: "x".repeat(40) } });
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining("set SLUICE_TOKEN to one of its tokens")]);
    const plain = await run(["diff", "--server", "http://login.example.com"], { cwd, env: worker.env });
    expect([plain.code, plain.err]).toEqual([2, expect.stringContaining("use https")]);
    const flag = await run(["diff", "--token", variables.SLUICE_ADMIN_TOKEN], {
      cwd,
      env: { SLUICE_SERVER: worker.url },
    });
    expect(flag.err).toContain("whoever lists processes sees the token");
  });
});

describe("sluice pull and diff", () => {
  test("show what differs, and bring what the worker has", async () => {
    await sluice("push", "--yes");
    await ask("PUT", "scripts/second", { code: "return {}\n" });
    edit(script(), (code) => code.replace("local throwaway", "local bad").replace("throwaway[", "bad["));
    const { code, out } = await sluice("diff");
    expect(code).toBe(1);
    expect(out).toContain(
      '    -local throwaway = { ["throwaway.example"] = true }\n    +local bad = { ["throwaway.example"] = true }\n',
    );
    expect(out).toContain("  - scripts/second.lua");
    const clean = temporary();
    expect(await run(["pull", "--yes"], { cwd: clean.path, env: worker.env })).toEqual({
      code: 0,
      err: "",
      out: `  + pipelines/before_signup.json
  + scripts/no-throwaway.json
  + scripts/no-throwaway.lua
  + scripts/second.lua
  + tests/before_signup.cases.json
Wrote 5 files.
`,
    });
    expect(readFileSync(join(clean.path, "scripts/second.lua"), "utf8")).toBe("return {}\n");
    expect((await run(["pull"], { cwd: clean.path, env: worker.env })).out).toBe(
      "The folder has everything already.\n",
    );
    clean.remove();
  });
});

describe("sluice trace", () => {
  test("lists, shows, follows and replays", async () => {
    edit(join(cwd, "pipelines/before_signup.json"), (text) => text.replace("{", '{ "sampling": { "journal": 1 },'));
    await sluice("push", "--yes");
    await sluice("publish", "--yes");
    const { traceId } = await decide();
    await expect.poll(async () => (await sluice("trace", "list")).out, { timeout: 20_000 }).toContain(traceId);
    const shown = await sluice("trace", "show", traceId);
    expect(shown.out).toMatch(
      /^before_signup {2}success {2}\d+ ms {2}\d+ instructions\nlayer 1\n {2}No throw-away addresses /,
    );
    expect(await sluice("trace", "replay", traceId)).toMatchObject({
      code: 0,
      out: expect.stringContaining("exactly as it was\n"),
    });
    writeFileSync(script(), 'return { allowed = false, error = "No more." }');
    const other = await sluice("trace", "replay", traceId, "--with-folder");
    expect(other).toMatchObject({ code: 1, out: expect.stringMatching(/^denied: No more\.\n/) });
    const tail = start(["trace", "tail"], { cwd, env: worker.env });
    await tail.until(/Waiting for traces/);
    const next = await decide();
    await tail.until(new RegExp(next.traceId));
    tail.child.kill("SIGINT");
    expect(await tail.ended).toMatchObject({ code: 0, out: expect.not.stringContaining(traceId) });
    expect(await sluice("trace", "show", "xyz")).toMatchObject({ code: 2 });
    expect(await sluice("trace", "show", "0".repeat(32))).toMatchObject({ code: 1, out: "" });
  });
});

describe("sluice secret", () => {
  test("sets a value from standard input, lists it without, and deletes it", async () => {
    const value = "a-value-nobody-sees";
    const set = await run(["secret", "set", "GEO_KEY", "--host", "geo.example.com"], {
      cwd,
      env: worker.env,
      input: `${value}\n`,
    });
    expect(set).toEqual({ code: 0, err: "", out: "GEO_KEY is version 1, bound to geo.example.com.\n" });
    expect(await sluice("secret", "list")).toEqual({
      code: 0,
      err: "",
      out: "GEO_KEY  version 1  ok  geo.example.com\n",
    });
    expect((await sluice("secret", "delete", "GEO_KEY", "--yes")).out).toBe("GEO_KEY is deleted.\n");
    expect((await sluice("secret", "list")).out).toBe("There are no secrets.\n");
    const slip = await sluice("secret", "set", value);
    expect([slip.code, slip.err.includes(value)]).toEqual([2, false]);
    expect(await run(["secret", "set", "A_KEY"], { cwd, env: worker.env, input: "short" })).toMatchObject({ code: 1 });
  });
});
