import { defineProject } from "vitest/config";

/** The native `sluice-lsp` of build/native-debug beside the one in the package: run after both were built. */
export default defineProject({
  test: {
    name: "native-lsp",
    include: ["*.test.ts"],
    testTimeout: 300_000,
  },
});
