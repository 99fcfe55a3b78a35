import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { EdgeRuntime } from "edge-runtime";
import { build as esbuild, type Plugin } from "esbuild";
import { chromiumPath } from "../support/chromium.ts";
import { folderManifest, startWorkerd } from "../support/workerd.ts";
import { bundleByRollup, bundleByVite, bundleByWebpack, runInChromium } from "./pages.ts";
import type { Verdicts } from "./smoke/smoke.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

/** Where the package is installed, and the origin of the service that scripts ask. */
export interface Place {
  readonly folder: string;
  readonly service: string;
}

/** A runtime that the smoke suite is run in. */
export interface Runtime {
  readonly name: string;
  /** With versions, as the README tells them. */
  readonly tested: string;
  /** What a program imports. */
  readonly how: string;
  readonly available: boolean;
  run(place: Place): Promise<Verdicts>;
}

const pins = Object.fromEntries(
  [...readFileSync(join(root, "scripts/deps.lock"), "utf8").matchAll(/^(\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]),
) as Readonly<Record<string, string>>;
const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as { version: string }).version;
const asItIs = '`from "sluice"`';
const oldestNode = join(root, ".deps/oldest-node/bin/node");

export const runtimes: readonly Runtime[] = [
  {
    name: "Node, the oldest",
    tested: pins["OLDEST_NODE_VERSION"]!,
    how: asItIs,
    available: existsSync(oldestNode),
    run: (place) => runProgram(oldestNode, ["node.js"], place),
  },
  {
    name: "Node",
    tested: pins["NODE_VERSION"]!,
    how: asItIs,
    available: true,
    run: (place) => runProgram(process.execPath, ["node.js"], place),
  },
  {
    name: "Deno",
    tested: versionOf("deno"),
    how: asItIs,
    available: true,
    run: (place) => runProgram(join(root, "node_modules/.bin/deno"), ["run", ...denoFlags, "web-workers.js"], place),
  },
  {
    name: "Bun",
    tested: versionOf("bun"),
    how: asItIs,
    available: true,
    run: (place) => runProgram(join(root, "node_modules/.bin/bun"), ["web-workers.js"], place),
  },
  {
    name: "Cloudflare Workers",
    tested: `workerd ${versionOf("workerd")}, bundled by wrangler ${versionOf("wrangler")}`,
    how: asItIs,
    available: true,
    run: runInWorkerd,
  },
  {
    name: "Vercel Edge",
    tested: `edge-runtime ${versionOf("edge-runtime")}`,
    how: asItIs,
    available: true,
    run: runInEdgeRuntime,
  },
  {
    name: "Browsers",
    tested: `Chromium, bundled by Vite ${versionOf("vite")}`,
    how: asItIs,
    available: chromiumPath !== undefined,
    run: async ({ folder, service }) => runInChromium(await bundleByVite(folder), service),
  },
  {
    name: "Browsers, by webpack",
    tested: `Chromium, bundled by webpack ${versionOf("webpack")}`,
    how: asItIs,
    available: chromiumPath !== undefined,
    run: async ({ folder, service }) => runInChromium(await bundleByWebpack(folder), service),
  },
  {
    name: "Browsers, by Rollup",
    tested: `Chromium, bundled by Rollup ${versionOf("rollup")} with import-meta-assets`,
    how: asItIs,
    available: chromiumPath !== undefined,
    run: async ({ folder, service }) => runInChromium(await bundleByRollup(folder), service),
  },
  {
    name: "One file",
    tested: `bundled by esbuild ${versionOf("esbuild")} with \`--loader:.wasm=binary\``,
    how: '`from "sluice/core"`, with `module` from `sluice/engine.wasm`',
    available: true,
    run: runOneFile,
  },
];

// No more than a deployment has to grant; engine.wasm is imported, which needs no permission.
const denoFlags = ["--no-prompt", "--no-check", "--allow-net=127.0.0.1", "--allow-read", "--allow-env"];

/** A program that takes the service's address and prints the verdicts. */
async function runProgram(program: string, args: readonly string[], { folder, service }: Place): Promise<Verdicts> {
  const { stdout } = await run(program, [...args, service], { cwd: folder, env: { ...process.env, DENO_NO_UPDATE_CHECK: "1" } });
  return JSON.parse(stdout) as Verdicts;
}

/** As `wrangler deploy` would upload it, and not as it lies in the folder. */
async function runInWorkerd({ folder, service }: Place): Promise<Verdicts> {
  const { wranglerEnvironment } = await import("../../scripts/start/wrangler-environment.mjs");
  const [config, uploaded] = [join(folder, "wrangler.json"), join(folder, "uploaded")];
  writeFileSync(config, JSON.stringify({ name: "smoke", main: "worker.js", compatibility_date: "2026-11-01" }));
  const flags = ["deploy", "--dry-run", "--outdir", uploaded, "--config", config];
  const env = { ...process.env, ...wranglerEnvironment(folder) };
  await run(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), ...flags], { cwd: folder, env });
  const workerd = await startWorkerd({ manifest: folderManifest(uploaded, "worker.js"), folder: join(folder, "state"), env: {} });
  try {
    return JSON.parse(await workerd.fetch(`/?service=${encodeURIComponent(service)}`, "")) as Verdicts;
  } finally {
    await workerd.stop();
  }
}

/** What builders of edge functions do: the condition edge-light, and files with ?module as compiled modules. */
async function runInEdgeRuntime({ folder, service }: Place): Promise<Verdicts> {
  const wasm: string[] = [];
  const asModules: Plugin = {
    name: "wasm-modules",
    setup(build) {
      build.onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => {
        return { path: join(resolveDir, path.replace("?module", "")), namespace: "wasm-module" };
      });
      build.onLoad({ filter: /.*/, namespace: "wasm-module" }, ({ path }) => {
        const index = wasm.push(path) - 1;
        return { contents: `export default globalThis.wasmModules[${index}]` };
      });
    },
  };
  const { outputFiles } = await esbuild({
    entryPoints: [join(folder, "edge.js")],
    conditions: ["edge-light", "browser"],
    plugins: [asModules],
    bundle: true,
    format: "iife",
    write: false,
    logOverride: { "empty-import-meta": "silent" },
  });
  const modules = await Promise.all(wasm.map((path) => WebAssembly.compile(readFileSync(path))));
  const runtime = new EdgeRuntime({
    initialCode: outputFiles[0]!.text,
    extend: (context) => Object.assign(context, { wasmModules: modules }),
  });
  const response = await runtime.dispatchFetch(`http://edge.example/?service=${encodeURIComponent(service)}`);
  return (await response.json()) as Verdicts;
}

/** Moved away from the package, so that nothing but the file can be what it loads. */
async function runOneFile({ folder, service }: Place): Promise<Verdicts> {
  const outfile = join(folder, "one-file", "program.mjs");
  await esbuild({
    entryPoints: [join(folder, "core.js")],
    outfile,
    loader: { ".wasm": "binary" },
    bundle: true,
    format: "esm",
    target: "es2022",
    logOverride: { "empty-import-meta": "silent" },
  });
  return runProgram(process.execPath, [outfile], { folder, service });
}
