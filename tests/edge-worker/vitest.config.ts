import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineProject } from "vitest/config";
import { variables } from "./settings.ts";

const edgeWorker = (file: string) => fileURLToPath(new URL(`../../edge-worker/${file}`, import.meta.url));

/** The deployable worker inside workerd, with the configuration it is deployed with. */
export default defineProject({
  plugins: [
    cloudflareTest({
      main: edgeWorker("src/index.ts"),
      wrangler: { configPath: edgeWorker("wrangler.jsonc") },
      miniflare: {
        cf: false,
        bindings: variables,
        kvNamespaces: ["KV"],
      },
    }),
  ],
  test: {
    name: "edge-worker",
    include: ["*.test.ts"],
    testTimeout: 60_000,
  },
});
