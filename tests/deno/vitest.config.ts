import { defineProject } from "vitest/config";

/** The package in Deno: these tests run in Node and start Deno, which the npm package `deno` brings. */
export default defineProject({
  test: {
    name: "deno",
    include: ["*.test.ts"],
    hookTimeout: 120_000,
  },
});
