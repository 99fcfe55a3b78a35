import { fileURLToPath } from "node:url";
import { defineProject } from "vitest/config";
import { casesForVite } from "../support/cases-module.ts";

/** The package in Node, and whatever tests of TypeScript need no other platform. */
export default defineProject({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [casesForVite()],
  test: {
    name: "bindings",
    include: ["{bindings,support,scripts,benchmarks}/**/*.test.ts"],
  },
});
