import type { Plugin as EsbuildPlugin } from "esbuild";
import type { Plugin as VitePlugin } from "vite";
import { readCases } from "./case-files.ts";

const name = "virtual:cases";

/** The module "virtual:cases" for Vitest: all cases as data, for platforms without a file system. */
export function casesForVite(): VitePlugin {
  return {
    name: "sluice-cases",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? moduleText() : undefined),
  };
}

/** The same for esbuild. */
export function casesForEsbuild(): EsbuildPlugin {
  return {
    name: "sluice-cases",
    setup(build) {
      build.onResolve({ filter: /^virtual:cases$/ }, () => ({ path: name, namespace: "cases" }));
      build.onLoad({ filter: /.*/, namespace: "cases" }, () => ({ contents: moduleText(), loader: "js" }));
    },
  };
}

function moduleText(): string {
  // Text and JSON.parse: a literal would turn a key "__proto__" into a prototype.
  return `export const cases = JSON.parse(${JSON.stringify(JSON.stringify(readCases()))});`;
}
