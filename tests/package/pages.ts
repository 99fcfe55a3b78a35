// The smoke suite in a page, as bundlers for browsers make it: each lays a page.js, and what belongs to it, into a folder.
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { importMetaAssets } from "@web/rollup-plugin-import-meta-assets";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { launchChromium } from "../support/chromium.ts";
import { serveFiles, type ServedFile } from "../support/file-server.ts";
import type { Verdicts } from "./smoke/smoke.ts";

const page = '<!doctype html><script type="module" src="/page.js"></script>';

/** Makes a folder of files for a server. Answers its path. */
type Bundler = (folder: string) => Promise<string>;

export const bundleByVite: Bundler = async (folder) => {
  writeFileSync(join(folder, "index.html"), page);
  await vite({
    root: folder,
    configFile: false,
    logLevel: "error",
    build: { target: "es2022" },
    worker: { format: "es" },
  });
  return join(folder, "dist");
};

export const bundleByWebpack: Bundler = async (folder) => {
  const path = join(folder, "by-webpack");
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    const told = (error: Error | null, result?: webpack.Stats): void => (error ? reject(error) : resolve(result));
    webpack(
      {
        mode: "production",
        context: folder,
        entry: "./page-webpack.js",
        output: { path, filename: "page.js" },
        // It takes most of the time, and shows nothing about the package.
        optimization: { minimize: false },
      },
      told,
    );
  });
  if (stats?.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
  writeFileSync(join(path, "index.html"), page);
  return path;
};

export const bundleByRollup: Bundler = async (folder) => {
  const path = join(folder, "by-rollup");
  const bundle = await rollup({
    input: { page: join(folder, "page-rollup.js"), worker: "sluice/language/worker" },
    plugins: [nodeResolve({ browser: true, rootDir: folder, exportConditions: ["browser"] }), importMetaAssets()],
    logLevel: "silent",
  });
  await bundle.write({ dir: path, format: "es" });
  writeFileSync(join(path, "index.html"), page);
  return path;
};

/** Runs what a bundler made in Chromium. */
export async function runInChromium(folder: string, service: string): Promise<Verdicts> {
  const server = await serveFiles((path) => builtFile(join(folder, path)));
  const browser = await launchChromium();
  try {
    const opened = await browser.newPage();
    await opened.goto(`${server.origin}/index.html`);
    await opened.waitForFunction("globalThis.runSmoke");
    return (await opened.evaluate(`runSmoke(${JSON.stringify(service)})`)) as Verdicts;
  } finally {
    await browser.close();
    await server.close();
  }
}

function builtFile(path: string): ServedFile | undefined {
  return existsSync(path) ? { body: readFileSync(path) } : undefined;
}
