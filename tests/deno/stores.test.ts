import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { caseNames, type CaseFaults } from "../bindings/stores/run-cases.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const deno = here("../../node_modules/.bin/deno");

describe.skipIf(!existsSync(deno))("denoKvStore in Deno", () => {
  let faults: CaseFaults = {};

  beforeAll(async () => {
    const flags = ["run", "--unstable-kv", "--no-config", "--no-remote", "--no-npm", "--no-prompt", "--no-check"];
    const env = { ...process.env, DENO_DIR: here("../../node_modules/.cache/deno"), DENO_NO_UPDATE_CHECK: "1" };
    const { stdout } = await promisify(execFile)(deno, [...flags, here("run-stores.ts")], { env });
    faults = JSON.parse(stdout) as CaseFaults;
  });

  test.for([...caseNames])("%s", (name) => {
    expect(faults[name]).toBeNull();
  });
});
