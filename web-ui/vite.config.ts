import { lezer } from "@lezer/generator/rollup";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { offline } from "./offline-plugin.ts";

/**
 * The web UI as static files. Its pages run under the policy of edge-worker/src/http/secure-headers.ts, so nothing is
 * inlined: no data: fonts or workers, no inline script, no style element.
 *
 * `sluice` is the package of the workspace's root: node_modules/sluice links to it, and its exports lead to dist/, which
 * scripts/build-package.mjs writes before this runs. An installed copy resolves the same way, so there is no alias.
 */
export default defineConfig({
  plugins: [react(), lezer(), tailwindcss(), offline()],
  worker: { format: "es" },
  build: {
    outDir: "../dist/web-ui",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The first releases with light-dark(), which the tokens are written in.
    target: ["chrome123", "firefox120", "safari17.5"],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
});
