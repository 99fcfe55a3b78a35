import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import type { Plugin } from "vite";

const worker = "service-worker";

/**
 * Builds src/playground/service-worker.ts as /service-worker.js and tells it which files to keep. It has to be at the
 * root, where it may look after every page, and under one name, by which browsers find its next version.
 */
export function offline(): Plugin {
  let publicFolder = "";
  return {
    name: "sluice-offline",
    apply: "build",
    config: () => ({
      build: {
        rolldownOptions: {
          input: { index: "index.html", [worker]: `src/playground/${worker}.ts` },
          output: { entryFileNames: ({ name }) => (name === worker ? "[name].js" : "assets/[name]-[hash].js") },
        },
      },
    }),
    configResolved: ({ publicDir }) => {
      publicFolder = publicDir;
    },
    generateBundle: {
      // After index.html was made.
      order: "post",
      handler: (_options, bundle) => {
        const built = bundle[`${worker}.js`];
        if (built?.type !== "chunk") throw new Error(`${worker}.js was not built`);
        const names = Object.keys(bundle).filter((name) => name !== built.fileName && !name.endsWith(".map"));
        const files = [...names, ...readdirSync(publicFolder)].map((name) => `/${name}`).sort();
        const hash = createHash("sha256").update(JSON.stringify(files));
        const page = bundle["index.html"];
        if (page?.type === "asset") hash.update(page.source);
        const shell = JSON.stringify({ version: hash.digest("hex").slice(0, 16), files });
        const code = built.code.replace(/(["'`])%SHELL%\1/, () => JSON.stringify(shell));
        if (code === built.code) throw new Error(`${worker}.js has no place for the names of files`);
        built.code = code;
      },
    },
  };
}
