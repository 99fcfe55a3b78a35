import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineProject } from "vitest/config";

const dist = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));

/** The better-auth plugin inside workerd, over D1. */
export default defineProject({
  plugins: [
    cloudflareTest({
      miniflare: {
        cf: false,
        compatibilityDate: "2026-11-01",
        compatibilityFlags: ["nodejs_compat"],
        d1Databases: ["DB"],
        modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
      },
    }),
  ],
  resolve: {
    alias: [
      { find: /^sluice\/(.*)$/, replacement: dist("$1") },
      { find: /^sluice$/, replacement: dist("index.workerd.js") },
    ],
  },
  test: {
    name: "better-auth-workerd",
    include: ["*.test.ts"],
    testTimeout: 60_000,
  },
});
