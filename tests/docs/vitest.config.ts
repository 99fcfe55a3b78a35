import { defineProject } from "vitest/config";

/** The pages of the project: their code, their links, and what they name. */
export default defineProject({
  test: {
    name: "docs",
    include: ["*.test.ts"],
    hookTimeout: 120_000,
    testTimeout: 300_000,
    maxConcurrency: 3,
  },
});
