import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createControl, memoryStore } from "sluice";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FolderSync } from "../../edge-worker/cli/folder/sync.ts";
import { harmless } from "../../edge-worker/cli/terminal/terminal.ts";
import { run, temporary } from "./program.ts";

const command = "\u001b]0;obeyed\u0007";
const secret = "what nobody may send anywhere";
const trace = "0123456789abcdef0123456789abcdef";
const row = { id: trace, trigger: "before_signup", status: command, startedAt: 0, durationMs: 1 };

let home = temporary();
let cwd = "";
let worker: Server;
let sent: string[] = [];
let env: Readonly<Record<string, string>> = {};
let answers: Record<string, object> = {};

beforeEach(async () => {
  home = temporary();
  cwd = join(home.path, "folder");
  await run(["init", cwd], { cwd: home.path });
  writeFileSync(join(home.path, "outside.lua"), secret);
  sent = [];
  answers = {
    "/v1/scripts": { items: [] },
    "/v1/pipelines": { items: [] },
    "/v1/cases": { items: [] },
    "/v1/files": { files: { "scripts/new.lua": "return {}", "scripts/no-throwaway.lua": "return {}" } },
    "/v1/files/plan": { changes: [], problems: [], missingSecrets: [] },
    "/v1/traces": { traces: [row] },
  };
  worker = createServer((request, response) => {
    request.on("data", (part: Buffer) => sent.push(String(part)));
    request.on("end", () => {
      sent.push(request.url!);
      response.setHeader("content-type", "application/json").end(JSON.stringify(answers[request.url!.split("?")[0]!]));
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => worker.once("listening", resolve));
  const { port } = worker.address() as AddressInfo;
  env = { SLUICE_SERVER: `http://127.0.0.1:${port}`, SLUICE_TOKEN: "t".repeat(40) };
});
afterEach(() => {
  worker.close();
  home.remove();
});

const inFolder = (...path: string[]): string => join(cwd, ...path);

describe("in a folder that somebody else has made", () => {
  test.each(["diff", "pull", "push"])("a link brings %s no file from elsewhere", async (verb) => {
    symlinkSync("../../outside.lua", inFolder("scripts/linked.lua"));
    const { code, err } = await run([verb, ...(verb === "diff" ? [] : ["--yes"])], { cwd, env });
    expect([code, sent]).toEqual([1, []]);
    expect(err).toMatch(/^sluice: scripts\/linked\.lua is a link: /);
  });

  test.each(["scripts", "tests"])("a link in place of %s brings the worker nothing", async (name) => {
    renameSync(inFolder(name), join(home.path, name));
    symlinkSync(join("..", name), inFolder(name));
    const { code, err } = await run(["pull", "--yes", "--force"], { cwd, env });
    expect([code, err, sent]).toEqual([1, expect.stringContaining(`${name} is a link: `), []]);
  });

  test("pull writes through no link, also not through one to a file that is not there yet", async () => {
    answers["/v1/files"] = { files: { "secrets.json": "[]" } };
    symlinkSync("../new.json", inFolder("secrets.json"));
    expect(await run(["pull", "--yes", "--force"], { cwd, env })).toMatchObject({ code: 1 });
    expect(existsSync(join(home.path, "new.json"))).toBe(false);
  });

  test.each([
    ["scripts", "../elsewhere"],
    ["tests/before_signup.cases.json", "../../new.json"],
    [".gitignore", "../outside.lua"],
    [".env", "../new.env"],
  ])("init writes nothing through a link in place of %s, and nothing else", async (name, target) => {
    const root = join(home.path, "linked");
    for (const path of [join(root, "tests"), join(home.path, "elsewhere")]) mkdirSync(path, { recursive: true });
    symlinkSync(target, join(root, name));
    const { code, out, err } = await run(["init", "linked"], { cwd: home.path });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(`sluice: ${name} is a link: `);
    expect(readdirSync(home.path).toSorted()).toEqual(["elsewhere", "folder", "linked", "outside.lua"]);
    expect(readdirSync(join(home.path, "elsewhere"))).toEqual([]);
    expect(readdirSync(root).toSorted()).toEqual([...new Set([name.split("/")[0], "tests"])].toSorted());
    expect(readFileSync(join(home.path, "outside.lua"), "utf8")).toBe(secret);
  });

  test("what was known of a worker is written over no other file", async () => {
    mkdirSync(inFolder(".sluice"));
    symlinkSync("../../outside.lua", inFolder(".sluice/state.json"));
    const { code, err } = await run(["pull", "--yes", "--force"], { cwd, env });
    expect([code, err]).toEqual([1, expect.stringContaining(".sluice/state.json is a link: ")]);
    expect(readFileSync(join(home.path, "outside.lua"), "utf8")).toBe(secret);
  });

  test("dev takes nothing over from a link and goes on when it is gone", async () => {
    const control = createControl({ store: memoryStore(), actor: "folder" });
    const sync = new FolderSync(cwd, control);
    await sync.look();
    symlinkSync("../../outside.lua", inFolder("scripts/linked.lua"));
    expect(await sync.look()).toEqual({
      ...{ read: [], written: [], conflicts: [] },
      fault: expect.stringContaining("scripts/linked.lua is a link: ") as string,
    });
    rmSync(inFolder("scripts/linked.lua"));
    expect(await sync.look()).toEqual({ read: [], written: [], conflicts: [] });
    expect(await control.scripts.get("linked")).toBeNull();
  });

  test.each([
    ["sluice.json", '{ "server": "https://worker.invalid/x" }'],
    [".env", "SLUICE_SERVER=https://worker.invalid/x\nSLUICE_TOKEN=the-folders-own-token\n"],
  ])("the token of the environment goes to no worker that only its %s names", async (file, text) => {
    writeFileSync(inFolder(file), text);
    const ownToken = { SLUICE_TOKEN: env["SLUICE_TOKEN"]! };
    const { code, err } = await run(["diff"], { cwd, env: ownToken });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining("the folder names https://worker.invalid/x as the worker"),
    ]);
    // Whoever calls has said so, or the token is the folder's: it is tried, and there is no such host.
    const server = "https://worker.invalid";
    const tries = [
      await run(["diff", "--server", server], { cwd, env: ownToken }),
      await run(["diff"], { cwd, env: { ...ownToken, SLUICE_SERVER: server } }),
      await run(["diff"], { cwd }),
    ];
    expect(tries.map((tried) => tried.err)).toEqual(tries.map(() => expect.stringMatching(/^sluice: unreachable: /)));
  });

  test("a folder with the name of a script is told, and not as a bug", async () => {
    mkdirSync(inFolder("scripts/a.lua"));
    const { code, err } = await run(["check"], { cwd });
    expect([code, err]).toEqual([1, expect.stringMatching(/^sluice: scripts\/a\.lua is a folder: [^\n]*\n$/)]);
  });

  test.each([["check"], ["check", "--format", "github"], ["test"]])(
    "names of files command neither terminal nor build server: %s %s %s",
    async (...args) => {
      writeFileSync(inFolder(`tests/x${command}\n::error::obeyed.cases.json`), "{}");
      writeFileSync(inFolder("tests/y\n::error::obeyed.cases.json"), "{}");
      writeFileSync(inFolder(`tests/${command}.cases.json`), "{}");
      const { code, out, err } = await run(args, { cwd });
      expect([code, (out + err).includes("\u001b")]).toEqual([1, false]);
      if (args.includes("github")) expect(out).not.toMatch(/^::error::/m);
    },
  );

  test("settings that are no JSON command no terminal", async () => {
    writeFileSync(inFolder("sluice.json"), command);
    const { code, err } = await run(["check"], { cwd });
    expect([code, err]).toEqual([1, expect.stringContaining("sluice.json is not as it has to be")]);
    expect(err).not.toContain("\u001b");
  });
});

describe("what a worker says", () => {
  test("commands no terminal where it is neither text nor number as it has to be", async () => {
    const { code, out } = await run(["trace", "list"], { cwd, env });
    expect([code, out.includes("\u001b")]).toEqual([0, false]);
    expect(out).toContain("\\u001b]0;obeyed\\u0007");
  });

  test("stays what it is as JSON", async () => {
    answers["/v1/traces"] = { traces: [{ ...row, status: "\u009b31m \u202e" }] };
    const { out } = await run(["trace", "list", "--json"], { cwd, env });
    expect(out).toContain("\\u009b31m \\u202e");
    expect(JSON.parse(out)).toEqual(answers["/v1/traces"]);
  });

  test("keeps the styles of the program and no other", () => {
    expect(harmless("\u001b[32mgreen\u001b[39m\t\u001b[8mhidden\n\r")).toBe(
      "\u001b[32mgreen\u001b[39m\t\\u001b[8mhidden\n\\u000d",
    );
  });
});
