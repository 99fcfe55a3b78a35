import { fileURLToPath } from "node:url";
import { defineProject } from "vitest/config";

const dist = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));

/** The program `sluice`, as it is in the package, in processes of its own. */
export default defineProject({
  resolve: {
    alias: [
      { find: /^sluice\/(.*)$/, replacement: dist("$1") },
      { find: /^sluice$/, replacement: dist("index.node.js") },
    ],
  },
  test: {
    name: "cli",
    include: ["*.test.ts"],
    hookTimeout: 120_000,
    testTimeout: 120_000,
  },
});
