// Builds the npm package: bindings/js compiled by tsc, beside it what build/wasm holds, and the program `sluice`.
// Only that is bundled, so that nobody who uses the library gets its HTTP server. Equal inputs give equal files. The
// result replaces dist only when it is whole. There are no source maps: what tsc writes is the source without types.
//
//   node scripts/build-package.mjs [--wasm <folder with engine.mjs, engine.wasm and language.wasm>]
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { packagesOf, writeBuiltIn } from "./notices/built-in.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "bindings/js");
const staging = join(root, "build/package");
const dist = join(root, "dist");

const { values } = parseArgs({ options: { wasm: { type: "string", default: join(root, "build/wasm") } } });

/** What tsc reads but does not write. */
const copied = [
  "engine.d.mts",
  "engine-hash.d.ts",
  "engine.wasm.d.ts",
  "language.wasm.d.ts",
  "module/source.js",
  "module/source.d.ts",
  "language/load/source.js",
  "language/load/source.d.ts",
];

/** What the build of the preset wasm leaves. */
const wasmFiles = ["engine.mjs", "engine.wasm", "language.wasm"];

function requireEngine(folder) {
  const missing = wasmFiles.filter((name) => !existsSync(join(folder, name)));
  if (missing.length === 0) return;
  console.error(`${missing.join(" and ")} not found in ${folder}.`);
  console.error(
    "Build the engine first (cmake --preset wasm, then cmake --build --preset wasm), or name its folder with --wasm.",
  );
  process.exit(1);
}

function compileTypeScript() {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", source, "--outDir", staging], { stdio: "inherit" });
}

/** Of a module of types nothing is left but its declarations; of index.ts package.json names nothing else either. */
function dropTypeModules() {
  for (const entry of readdirSync(staging, { recursive: true })) {
    const path = join(staging, entry);
    const isEmpty = entry.endsWith(".js") && readFileSync(path, "utf8").trim() === "export {};";
    if (isEmpty || entry === "index.js") rmSync(path);
  }
}

function addEngine(folder) {
  for (const name of wasmFiles) {
    cpSync(join(folder, name), join(staging, name));
    chmodSync(join(staging, name), 0o644);
  }
  const hash = createHash("sha256")
    .update(readFileSync(join(folder, "engine.wasm")))
    .digest("hex");
  writeFileSync(join(staging, "engine-hash.js"), `export const engineHash = "${hash}";\n`);
  return hash;
}

async function bundleProgram() {
  const { metafile } = await build({
    entryPoints: { program: join(root, "edge-worker/cli/main.ts") },
    outdir: staging,
    bundle: true,
    // What a command needs is loaded when it is run.
    splitting: true,
    chunkNames: "program/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20.19",
    external: ["sluice", "sluice/*", "zod", "zod/*", "ioredis"],
    logLevel: "warning",
    metafile: true,
  });
  const program = join(staging, "program.js");
  writeFileSync(program, `#!/usr/bin/env node\n${readFileSync(program, "utf8")}`);
  chmodSync(program, 0o755);
  writeBuiltIn(join(staging, "program"), packagesOf(Object.keys(metafile.inputs)));
}

/** npm links the programs of the workspace when it installs, and before the first build there are none. */
function linkPrograms() {
  const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const [name, path] of Object.entries(bin)) {
    const link = join(root, "node_modules/.bin", name);
    rmSync(link, { force: true });
    symlinkSync(join("../sluice", path), link);
  }
}

requireEngine(values.wasm);
rmSync(staging, { recursive: true, force: true });
compileTypeScript();
dropTypeModules();
for (const name of copied) cpSync(join(source, name), join(staging, name));
await bundleProgram();
chmodSync(join(staging, "language/lsp-program.js"), 0o755);
const hash = addEngine(values.wasm);
// The web UI is built by itself, from this package: build-ui.mjs finds out whether that has to be done again.
if (existsSync(join(dist, "web-ui"))) renameSync(join(dist, "web-ui"), join(staging, "web-ui"));
rmSync(dist, { recursive: true, force: true });
renameSync(staging, dist);
linkPrograms();
console.log(`Built dist with engine ${hash.slice(0, 12)}.`);
