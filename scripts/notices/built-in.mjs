// Which npm packages a bundler has put into a result, written down beside it for scripts/notices.mjs.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const fileName = ".built-in.json";

/** The package that a module or a file belongs to; what bundlers add by themselves is their own. */
function packageOf(id) {
  const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
  return installed ?? /^\0?(rolldown|vite)\//.exec(id)?.[1];
}

/** Names of the packages that modules belong to. */
export function packagesOf(ids) {
  return [...new Set([...ids].map(packageOf).filter((name) => name !== undefined))].sort();
}

/** A plugin for Vite that adds to `ids` what has come into the result. */
export function collectIds(ids) {
  return {
    name: "built-in",
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        for (const id of output.moduleIds ?? output.originalFileNames) ids.add(id);
        // Its rules are written by a plugin, which leaves no module of its own but says so.
        if (output.type === "asset" && String(output.source).includes("tailwindcss v"))
          ids.add("node_modules/tailwindcss");
      }
    },
  };
}

export function hasBuiltIn(folder) {
  return existsSync(join(folder, fileName));
}

/** The packages that were written down for a folder. */
export function readBuiltIn(folder) {
  return JSON.parse(readFileSync(join(folder, fileName), "utf8"));
}

export function writeBuiltIn(folder, packages) {
  writeFileSync(join(folder, fileName), JSON.stringify(packages));
}
