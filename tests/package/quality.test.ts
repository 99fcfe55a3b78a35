import { createPackageFromTarballData, checkPackage } from "@arethetypeswrong/core";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { publint } from "publint";
import { describe, expect, inject, test } from "vitest";

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly license: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const installed = join(inject("folder"), "node_modules/sluice");
const tarball = readFileSync(inject("tarball"));
const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Manifest;
const files = readdirSync(installed, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(installed, join(entry.parentPath, entry.name)))
  .toSorted();

describe("the packed tarball", () => {
  test("is as publint wants it", async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
    expect(messages).toEqual([]);
  });

  test("has types that are right for everybody who can import it", async () => {
    const analysis = await checkPackage(createPackageFromTarballData(tarball));
    if (!("problems" in analysis)) throw new Error("it has no types");
    const problems = analysis.problems.filter((problem) => !("resolutionKind" in problem && isPast(problem.resolutionKind)));
    expect(problems).toEqual([]);
  });

  test("holds the package, what speaks of it, and nothing else", () => {
    const beside = files.filter((path) => !path.startsWith("dist/"));
    expect(beside).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "package.json"]);
    const known = /^dist\/(web-ui\/.*|[\w./-]+\.(js|mjs|d\.ts|d\.mts|wasm))$/;
    expect(files.filter((path) => path.startsWith("dist/") && !known.test(path))).toEqual([]);
    expect(files.filter((path) => /\.map$|\.built-from$|engine-test/.test(path))).toEqual([]);
  });

  test("has no module that no import reaches", async () => {
    const imported = await reached();
    const modules = files.filter((path) => /\.m?js$/.test(path) && !path.startsWith("dist/web-ui/"));
    expect(modules.filter((path) => !imported.has(path))).toEqual([]);
  });

  test("has every file that package.json names, and programs that can be started", () => {
    expect(targets().filter((path) => !path.includes("*") && !files.includes(path))).toEqual([]);
    for (const path of Object.values(manifest.bin)) {
      expect(statSync(join(installed, path)).mode & 0o111).toBe(0o111);
      expect(readFileSync(join(installed, path), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    }
  });

  test("says under which licence it is, and in which Node it runs", () => {
    expect([manifest.license, manifest.engines]).toEqual(["MIT", { node: ">=20.19" }]);
    expect(readFileSync(join(installed, "LICENSE"), "utf8")).toMatch(/^MIT License\n/);
  });

  test("tells of everything that is linked and bundled into it", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/notices.mjs", "--check"], { cwd: root, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });

  test("is not larger than its budget", () => {
    const { package: budget } = JSON.parse(readFileSync(join(root, "benchmarks/budgets.json"), "utf8")) as Budgets;
    expect(tarball.length).toBeLessThan(budget.packedBytes);
    expect(files.reduce((sum, path) => sum + statSync(join(installed, path)).size, 0)).toBeLessThan(budget.unpackedBytes);
  });
});

interface Budgets {
  readonly package: { readonly packedBytes: number; readonly unpackedBytes: number };
}

/** The package is of modules, with exports: CommonJS and tools that know no exports cannot import it at all. */
function isPast(resolution: string): boolean {
  return resolution === "node10" || resolution === "node16-cjs";
}

/** What exports and programs of package.json name, as paths in the tarball. */
function targets(): string[] {
  const exported = Object.values(manifest.exports).flatMap((one) => (typeof one === "string" ? [one] : Object.values(one)));
  return [...exported, ...Object.values(manifest.bin)].map((path) => path.replace(/^\.\//, ""));
}

/** All modules that something exported imports, in every condition. */
async function reached(): Promise<Set<string>> {
  const stores = files.filter((path) => /^dist\/stores\/[\w-]+\.js$/.test(path));
  const entries = [...targets().filter((path) => /\.js$/.test(path) && !path.includes("*")), ...stores];
  const { metafile } = await build({
    entryPoints: entries.map((path) => join(installed, path)),
    absWorkingDir: installed,
    outdir: "/nowhere",
    packages: "external",
    external: ["*.wasm", "*.wasm?module"],
    bundle: true,
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  return new Set(Object.keys(metafile.inputs));
}
