import { defineConfig } from "vitest/config";

/** One project for each platform the package is tested on; `npx vitest run --project workerd` runs one of them. */
export default defineConfig({
  test: {
    projects: ["tests/*/vitest.config.ts", "tests/web-ui/e2e/vitest.config.ts"],
  },
});
