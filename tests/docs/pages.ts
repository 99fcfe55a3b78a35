import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every page of the project that people read, from the project's root. */
export const pages: readonly string[] = globSync(
  ["*.md", "{docs,examples,edge-worker,web-ui,benchmarks,tests,core,bindings}/**/*.md"],
  { cwd: root, exclude: (name) => name === "node_modules" || name.startsWith(".") },
).toSorted();
