import { defineProject } from "vitest/config";
import { casesForVite } from "../support/cases-module.ts";

/** The package in Chromium: these tests run in Node and drive the browser. */
export default defineProject({
  plugins: [casesForVite()],
  test: {
    name: "browser",
    include: ["*.test.ts"],
    hookTimeout: 120_000,
    testTimeout: 60_000,
  },
});
