import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const bin = (name: string) => `${root}/node_modules/.bin/${name}`;
const options = { cwd: root, env: { ...process.env, DENO_DIR: `${root}/node_modules/.cache/deno`, DENO_NO_UPDATE_CHECK: "1" } };

/** A server where it is called, then one in a worker: what each says to `initialize`. */
const program = `
import { createLanguageServer, workerTransport } from "sluice/language";
const hello = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}';
const [here] = await (await createLanguageServer()).receive(hello);
const worker = new Worker(import.meta.resolve("sluice/language/worker"), { type: "module" });
const transport = workerTransport(worker);
const there = await new Promise((resolve) => { transport.subscribe(resolve); transport.send(hello); });
console.log(here === there && here.includes("capabilities"));
worker.terminate();
`;

test.each([
  // Only what a worker is made of has to be readable: the module is imported.
  ["deno", ["run", "--no-prompt", "--no-check", "--allow-read=dist", "--ext=js", "-"]],
  ["bun", ["run", "-"]],
])("it runs in %s, also in a worker", async (name, arguments_) => {
  if (!existsSync(bin(name))) return;
  const running = promisify(execFile)(bin(name), arguments_, options);
  running.child.stdin!.end(program);
  expect((await running).stdout).toBe("true\n");
}, 60_000);
