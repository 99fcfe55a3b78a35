import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createLanguageServer } from "sluice/language";
import { expect, test } from "vitest";
import { framed, FrameReader } from "../../../bindings/js/language/framing.ts";
import { converse } from "./converse.ts";
import { answersOf, didOpen, initialize, read, session } from "./session.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const program: [string, string[]] = [process.execPath, [`${root}/dist/language/lsp-program.js`]];

test("a session over standard input and output is answered like one over the module", async () => {
  const expected = await answersOf(await createLanguageServer(), session());
  const { code, answers } = await converse(program, session());
  expect(code).toBe(0);
  expect(answers.toSorted()).toEqual(expected.toSorted());
});

test("a client that is gone without a word ends it with 1", async () => {
  const { code, answers } = await converse(program, [...initialize(), didOpen("print(nothing)")]);
  expect(code).toBe(1);
  expect(answers.join("")).toContain("undefined-global");
});

test("it tells its version", async () => {
  const { stdout } = await promisify(execFile)(program[0], [...program[1], "--version"]);
  expect(stdout).toBe(`sluice-lsp ${JSON.parse(readFileSync(`${root}/package.json`, "utf8")).version}\n`);
});

test("what is no frame is answered as what it is, and the next message is taken", async () => {
  const child = spawn(...program, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(Buffer.concat([Buffer.from("Content-Length: x\r\n\r\n"), ...initialize().map(framed)]));
  const reader = new FrameReader();
  const answers: string[] = [];
  for await (const chunk of child.stdout) answers.push(...reader.push(chunk as Buffer));
  expect(read(answers[0]!).error?.code).toBe(-32700);
  expect(answers.map(read).some(({ result }) => result?.capabilities !== undefined)).toBe(true);
});

test("an option that is none is refused", async () => {
  const { code } = await converse([process.execPath, [...program[1], "--nothing"]], []);
  expect(code).toBe(2);
});
