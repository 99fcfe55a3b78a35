import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineProject } from "vitest/config";
import { casesForVite } from "../support/cases-module.ts";

/** The package inside workerd, the runtime of Cloudflare Workers. */
export default defineProject({
  plugins: [
    casesForVite(),
    cloudflareTest({
      miniflare: {
        cf: false,
        compatibilityDate: "2026-11-01",
        compatibilityFlags: ["nodejs_compat"],
        kvNamespaces: ["KV"],
        d1Databases: ["DB"],
        modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
      },
    }),
  ],
  resolve: {
    alias: { sluice: fileURLToPath(new URL("../../dist/index.workerd.js", import.meta.url)) },
  },
  test: {
    name: "workerd",
    // The fetch policy decides on what this platform's URL parser says, which is not Node's.
    include: ["*.test.ts", "../bindings/host/{address,fetch-policy,url-corpus}.test.ts"],
  },
});
