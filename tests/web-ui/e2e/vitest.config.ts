import { defineProject } from "vitest/config";

/** The built web UI in Chromium, on a server that runs: these tests run in Node and drive both. */
export default defineProject({
  test: {
    name: "web-ui-e2e",
    include: ["*.test.ts"],
    hookTimeout: 120_000,
    testTimeout: 60_000,
    // One browser and one server at a time: the machine may have two processors.
    fileParallelism: false,
  },
});
