import { defineProject } from "vitest/config";

/** The packed tarball, installed into an empty folder as a user would. */
export default defineProject({
  test: {
    name: "package",
    include: ["*.test.ts"],
    globalSetup: ["install.ts"],
    hookTimeout: 180_000,
    testTimeout: 120_000,
  },
});
