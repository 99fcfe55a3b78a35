import { execFile, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { servedUrl } from "../support/served-url.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const folder = inject("folder");

/** The first example of the README: a deny, from nothing but the package. */
const program = `import { createEngine } from "sluice";
const engine = await createEngine();
const plan = { trigger: "before_signup", layers: [[{ id: "a", code: 'return {allowed=false,error="no"}' }]] };
const { outcome } = await engine.execute(plan, { email: "a@b.c" });
`;

test("its engine has not the function that traps, which the engine of the tests has", () => {
  const installed = join(folder, "node_modules", "sluice", "dist");
  const names = readdirSync(installed, { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => name.includes("engine-test"))).toEqual([]);
  const registersTrap = (wasm: string) => readFileSync(wasm).includes("\0trap\0");
  expect(registersTrap(join(root, "build", "wasm", "engine-test.wasm"))).toBe(true);
  expect(registersTrap(join(installed, "engine.wasm"))).toBe(false);
});

test("it runs in Node from the project's own folder", async () => {
  const { stdout } = await run(process.execPath, [
    "--input-type=module",
    "--eval",
    `${program} console.log(JSON.stringify(outcome))`,
  ], { cwd: root });
  expect(JSON.parse(stdout)).toEqual({ allowed: false, error: "no" });
});

test("it brings the program sluice, which serves", async () => {
  const program = join(folder, "node_modules", ".bin", "sluice");
  const token = "t".repeat(32);
  const env = { ...process.env, SLUICE_ADMIN_TOKEN: token };
  const server = spawn(program, ["serve", "--store", "memory", "--port", "0"], { cwd: folder, env });
  const ended = new Promise((resolve) => server.once("close", resolve));
  try {
    const response = await fetch(`${await servedUrl(server)}/v1/health`);
    expect(await response.json()).toMatchObject({ ready: true, closedRoles: [] });
  } finally {
    server.kill("SIGTERM");
  }
  expect(await ended).toBe(0);
});

test("it brings the language server, as an import and as the program sluice-lsp", async () => {
  const code = `import { createLanguageServer } from "sluice/language";
    console.log(await (await createLanguageServer()).receive('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}'));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd: folder });
  expect(stdout).toContain("capabilities");
  const program = await run(join(folder, "node_modules", ".bin", "sluice-lsp"), ["--version"], { cwd: folder });
  expect(program.stdout).toMatch(/^sluice-lsp \d/);
});

/** Each store's own import, and its factory. */
const stores = {
  memory: "memoryStore",
  "cloudflare-kv": "cloudflareKvStore",
  d1: "d1Store",
  libsql: "libsqlStore",
  "node-sqlite": "nodeSqliteStore",
  redis: "redisStore",
  "deno-kv": "denoKvStore",
  "indexed-db": "indexedDbStore",
};
const storeImports = Object.entries(stores).map(([file, name]) => `import { ${name} } from "sluice/stores/${file}";\n`);

test("each store has an import of its own", async () => {
  const names = Object.values(stores).join(", ");
  const code = `${storeImports.join("")}console.log([${names}].every((store) => typeof store === "function"));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd: folder });
  expect(stdout).toBe("true\n");
});

test("its types hold in a strict project", async () => {
  const typed = `${storeImports.join("")}${program}export const allowed: boolean = outcome.allowed;\n`;
  writeFileSync(join(folder, "typed.ts"), `${typed}export const stores = [${Object.values(stores).join(", ")}];\n`);
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const flags = "--noEmit --strict --target es2022 --module nodenext --lib es2023,dom --types".split(" ");
  await run(process.execPath, [compiler, ...flags, "", "typed.ts"], { cwd: folder });
});
