import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Miniflare, MiniflareOptions } from "miniflare";

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
// Comes with wrangler, whose version it has to fit.
const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));

export interface WorkerdOptions {
  /** Its modules, as Miniflare has them. */
  readonly manifest: object | Promise<object>;
  /** Where KV and D1 are kept. */
  readonly folder: string;
  /** What it is given, by name, as Miniflare has it: `{type: "kv", id}`, `{type: "text", value}`. */
  readonly env: Readonly<Record<string, object>>;
}

export interface Workerd {
  readonly url: URL;
  /** Sends a request to the worker. */
  fetch(path: string, body: string): Promise<string>;
  /** Ends the runtime by SIGKILL, and everything that was under way in it. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a worker in a workerd of its own. */
export async function startWorkerd({ manifest, folder, env }: WorkerdOptions): Promise<Workerd> {
  const place = mkdtempSync(join(tmpdir(), "sluice-workerd-"));
  const pidFile = join(place, "pid");
  const { Miniflare: Runtime } = fromWrangler("miniflare") as { Miniflare: typeof Miniflare };
  const before = process.env["MINIFLARE_WORKERD_PATH"];
  process.env["MINIFLARE_WORKERD_PATH"] = tellingItsPid(place, pidFile);
  let runtime: Miniflare;
  let url: URL;
  try {
    const config = { name: "worker", compatibilityDate: "2026-11-01", compatibilityFlags: ["nodejs_compat"], env };
    const worker = { config: { ...config, manifest: await manifest } };
    const places = { host: "127.0.0.1", port: 0, cf: false, resourcePersistencePath: folder };
    runtime = new Runtime({ ...places, workers: [worker] } as unknown as MiniflareOptions);
    url = await runtime.ready;
  } finally {
    if (before === undefined) delete process.env["MINIFLARE_WORKERD_PATH"];
    else process.env["MINIFLARE_WORKERD_PATH"] = before;
  }
  const stop = async (): Promise<void> => {
    await runtime.dispose();
    rmSync(place, { recursive: true, force: true });
  };
  return {
    url,
    async fetch(path, body) {
      const response = await fetch(new URL(path, url), { method: "POST", body });
      const text = await response.text();
      if (!response.ok) throw new Error(`${response.status} ${text}`);
      return text;
    },
    async kill() {
      process.kill(Number(readFileSync(pidFile, "utf8")), "SIGKILL");
    },
    stop,
  };
}

/** A program that becomes workerd and has written down its process id before. */
function tellingItsPid(folder: string, pidFile: string): string {
  const fromMiniflare = createRequire(fromWrangler.resolve("miniflare"));
  const { default: workerd } = fromMiniflare("workerd") as { default: string };
  const program = join(folder, "workerd");
  writeFileSync(program, `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${workerd}' "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

/** Bundles a worker's source with what it imports; engine.wasm lies beside it. */
export async function bundledManifest(entry: string): Promise<object> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    write: false,
    conditions: ["workerd"],
    external: ["*.wasm", "node:*", "cloudflare:*"],
    logLevel: "warning",
  });
  // Modules lie beside each other here.
  const worker = outputFiles[0]!.text.replaceAll(/from "[^"]*engine\.wasm"/g, 'from "./engine.wasm"');
  return manifestOf("worker.js", { "worker.js": worker, "engine.wasm": readFileSync(here("dist/engine.wasm")) });
}

/** What wrangler has written into a folder. */
export function folderManifest(folder: string, main: string): object {
  const names = readdirSync(folder).filter((name) => /\.(js|wasm)$/.test(name));
  return manifestOf(main, Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))])));
}

function manifestOf(mainModule: string, files: Readonly<Record<string, string | Buffer>>): object {
  const moduleOf = (name: string, contents: string | Buffer): object =>
    name.endsWith(".wasm") ? { type: "wasm", contents } : { type: "esm", contents: String(contents) };
  const modules = Object.entries(files).map(([name, contents]) => [name, moduleOf(name, contents)]);
  return { mainModule, modulesRoot: "/", modules: Object.fromEntries(modules) };
}
