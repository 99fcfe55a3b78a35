import { fileURLToPath } from "node:url";
import { defineProject } from "vitest/config";

const dist = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));

/** The better-auth plugin in Node, over SQLite. */
export default defineProject({
  resolve: {
    alias: [
      { find: /^sluice\/(.*)$/, replacement: dist("$1") },
      { find: /^sluice$/, replacement: dist("index.node.js") },
    ],
  },
  test: {
    name: "better-auth",
    include: ["*.test.ts"],
    testTimeout: 30_000,
  },
});
