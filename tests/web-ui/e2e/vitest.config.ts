import { defineProject } from "vitest/config";

/** The built web UI in Chromium, on a server that runs: these tests run in Node and drive both. */
export default defineProject({
  test: {
    name: "web-ui-e2e",
    include: ["*.test.ts"],
    hookTimeout: 120_000,
    testTimeout: 90_000,
    // Each file has a browser, a server and a store of its own, so that two of them share nothing but the processors.
    maxWorkers: 2,
  },
});
