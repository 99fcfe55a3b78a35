import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../edge-worker/cli/commands.ts";
import { program, serveWorker, temporary, type ServedWorker } from "./program.ts";

const page = readFileSync(fileURLToPath(new URL("../../docs/cli.md", import.meta.url)), "utf8");
const lines = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap((block) => block[1]!.trim().split("\n"));
/** Those that are told in the text: they go on until they are stopped, or need an id. Other tests run them. */
const elsewhere = ["dev", "rollback", "lsp", "serve"];
const { path: cwd, remove } = temporary();
let worker: ServedWorker;
beforeAll(async () => void (worker = await serveWorker(cwd)));
afterAll(async () => {
  await worker.stop();
  remove();
});

/** What a line of the page ends with: all are done, but for `diff`, which finds what was not pushed yet. */
const codeOf = (line: string): number => (line === "npx sluice diff" ? 1 : 0);

function shell(script: string): Promise<{ readonly code: number | null; readonly text: string }> {
  const child = spawn("bash", ["-c", script], { cwd, env: { PATH: process.env.PATH, ...worker.env }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => void (text += String(part)));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, text })));
}

describe("docs/cli.md", () => {
  test("has every command", () => {
    const named = [...page.matchAll(/npx sluice (\w+)/g)].map((found) => found[1]);
    expect(Object.keys(commands).filter((name) => !named.includes(name))).toEqual([]);
    const inBlocks = lines.flatMap((line) => /npx sluice (\w+)/.exec(line)?.[1] ?? []);
    expect(Object.keys(commands).filter((name) => !inBlocks.includes(name))).toEqual(elsewhere);
  });

  test("has commands that do what it says, one after another", async () => {
    const npx = `npx() { shift; "${process.execPath}" "${program}" "$@"; }`;
    const steps = lines.map((line) => `${line}\ncode=$?; [ $code = ${codeOf(line)} ] || { echo "ended with $code: "${JSON.stringify(line)}; exit 9; }`);
    const { code, text } = await shell([npx, ...steps].join("\n"));
    expect([code, code === 0 ? "" : text]).toEqual([0, ""]);
    expect(text).toContain("before_signup runs version 1.");
  });
});
