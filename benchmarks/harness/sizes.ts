import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const dist = new URL("../../dist/", import.meta.url);

/** Bytes as they are, after gzip -9 and after brotli -11. */
export interface Size {
  readonly bytes: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** What a deployment downloads or uploads. */
export interface Sizes {
  readonly "engine.wasm": Size;
  /** Emscripten's JavaScript. */
  readonly "engine.mjs": Size;
  /** What a bundler makes of `import { createEngine }`, without Emscripten's JavaScript and zod. */
  readonly "createEngine bundle": Size;
  /** What a browser loads before the web UI's first screen: its scripts and style sheet, without fonts. */
  readonly "web UI shell": Size;
  /** What an editor's worker downloads. */
  readonly "language.wasm": Size;
}

export type SizeName = keyof Sizes;

/** Needs the built package in dist/. */
export async function measureSizes(): Promise<Sizes> {
  return {
    "engine.wasm": sizeOf(await readFile(new URL("engine.wasm", dist))),
    "engine.mjs": sizeOf(await readFile(new URL("engine.mjs", dist))),
    "createEngine bundle": sizeOf(await bundle()),
    "web UI shell": await shellSize(),
    "language.wasm": sizeOf(await readFile(new URL("language.wasm", dist))),
  };
}

function sizeOf(content: Uint8Array): Size {
  const gzip = gzipSync(content, { level: 9 }).length;
  return { bytes: content.length, gzip, brotli: brotliCompressSync(content).length };
}

async function bundle(): Promise<Uint8Array> {
  const result = await build({
    stdin: {
      contents: `export { createEngine } from "./index.browser.js";`,
      resolveDir: fileURLToPath(dist),
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: ["*/engine.mjs", "zod"],
  });
  return result.outputFiles[0]!.contents;
}

/** index.html names the entry, what it imports statically and the style sheet; each file is compressed by itself. */
async function shellSize(): Promise<Size> {
  const page = await readFile(new URL("web-ui/index.html", dist), "utf8");
  const names = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, name]) => name!);
  const sizes = await Promise.all(names.map(async (name) => sizeOf(await readFile(new URL(`web-ui/${name}`, dist)))));
  return {
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    gzip: sizes.reduce((sum, { gzip }) => sum + gzip, 0),
    brotli: sizes.reduce((sum, { brotli }) => sum + brotli, 0),
  };
}
