import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import type { ServedFile } from "../support/file-server.ts";

export const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Compiling WebAssembly is allowed, making code from text is not. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

export interface Site extends Pick<BuildOptions, "entryPoints" | "plugins" | "alias"> {
  /** Files of this machine beside the page, by their names on the site: one level above the bundles, as in the package. */
  readonly files: Readonly<Record<string, string>>;
  /** What the policy asks for beyond that. */
  readonly stricter?: string;
}

/** A page that runs the bundle `page`, and all that it loads. */
export async function siteFiles({ files, stricter, ...bundles }: Site): Promise<Map<string, ServedFile>> {
  const { outputFiles } = await build({
    ...bundles,
    outdir: "/bundle",
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const headers = { "content-security-policy": stricter === undefined ? policy : `${policy}; ${stricter}` };
  return new Map<string, ServedFile>([
    ["/index.html", { body: '<!doctype html><script type="module" src="/bundle/page.js"></script>', headers }],
    ...Object.entries(files).map(([name, path]): [string, ServedFile] => [`/${name}`, { body: readFileSync(path) }]),
    ...outputFiles.map(({ path, contents }): [string, ServedFile] => [path, { body: contents, headers }]),
  ]);
}
