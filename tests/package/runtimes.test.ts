import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { runtimes } from "./runtimes.ts";
import { startService, type Service } from "./service.ts";
import { checkNames } from "./smoke/smoke.ts";

let service: Service;
beforeAll(async () => void (service = await startService()));
afterAll(() => service.close());

describe("the smoke suite passes in every runtime", () => {
  for (const { name, tested, available, run } of runtimes) {
    test.skipIf(!available)(`${name} (${tested})`, async () => {
      const verdicts = await run({ folder: inject("folder"), service: service.origin });
      expect(verdicts).toEqual(Object.fromEntries(checkNames.map((check) => [check, "passed"])));
    });
  }

  test("and the README tells of these", () => {
    const rows = runtimes.map(({ name, tested, how }) => `| ${name} | ${tested} | ${how} |`);
    const readme = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");
    const told = /\| runtime \|.*\n\| --- .*\n((?:\|.*\n)*)/.exec(readme)?.[1];
    expect(told?.trim().split("\n")).toEqual(rows);
  });
});

test("a bundle that has left out engine.wasm says what to do", async () => {
  const folder = inject("folder");
  const contents = 'import { createEngine } from "sluice"; (await createEngine()).execute({ trigger: "t", layers: [[{ id: "a", code: "" }]] }, {});';
  const outfile = join(folder, "left-out", "program.mjs");
  await build({ stdin: { contents, resolveDir: folder }, outfile, bundle: true, platform: "node", format: "esm" });
  const { stderr } = spawnSync(process.execPath, [outfile], { encoding: "utf8" });
  expect(stderr).toContain("when a bundler has left it out, import from sluice/core and pass sluice/engine.wasm as module");
});
