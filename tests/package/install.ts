import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import type { TestProject } from "vitest/node";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

declare module "vitest" {
  interface ProvidedContext {
    /** The packed tarball. */
    tarball: string;
    /** A folder in which it is installed, as a user would, and in which the smoke suite lies as JavaScript. */
    folder: string;
  }
}

let folder = "";

/** Once for all files of tests. */
export async function setup({ provide }: TestProject): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), "sluice-package-"));
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: root });
  const tarball = join(folder, stdout.trim());
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm", ["install", ...quiet, "--omit=dev", tarball], { cwd: folder });
  await Promise.all(readdirSync(smokeFolder).map(copySmoke));
  provide("tarball", tarball);
  provide("folder", folder);
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}

const smokeFolder = fileURLToPath(new URL("smoke", import.meta.url));

/** Types are taken off and nothing else, so that every runtime runs the same. */
async function copySmoke(name: string): Promise<void> {
  const from = join(smokeFolder, name);
  if (!name.endsWith(".ts")) return cpSync(from, join(folder, name));
  if (name.endsWith(".d.ts")) return;
  const { code } = await transform(readFileSync(from, "utf8"), { loader: "ts", format: "esm", target: "es2023" });
  writeFileSync(join(folder, name.replace(/\.ts$/, ".js")), code);
}
