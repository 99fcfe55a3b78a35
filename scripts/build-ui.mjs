// Builds the web UI into dist/web-ui from web-ui and the package in dist. Does nothing when both are as they were at
// the last time: a file beside the result has a hash of all that went into it.
//
//   node scripts/build-ui.mjs
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { collectIds, hasBuiltIn, packagesOf, writeBuiltIn } from "./notices/built-in.mjs";

const root = join(import.meta.dirname, "..");
const source = join(root, "web-ui");
const result = join(root, "dist/web-ui");
const stamp = join(result, ".built-from");

/** What the result depends on; of the package's tests nothing, and of the result itself nothing. */
function inputs() {
  const under = (folder, skips) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !skips.test(path));
  const own = under("web-ui", /\/(node_modules|dist)\//);
  return [...own, ...under("dist", /\/dist\/web-ui\/|\.d\.ts$/), join(root, "package-lock.json")];
}

function hashOfInputs() {
  const hash = createHash("sha256");
  for (const path of inputs().sort()) {
    hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

const started = performance.now();
const hash = hashOfInputs();
if (hasBuiltIn(result) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) {
  console.log("dist/web-ui is up to date.");
} else {
  console.log("Building the web UI");
  const ids = new Set();
  await build({
    root: source,
    configFile: join(source, "vite.config.ts"),
    logLevel: "warn",
    plugins: [collectIds(ids)],
    worker: { plugins: () => [collectIds(ids)] },
  });
  writeBuiltIn(result, packagesOf(ids));
  writeFileSync(stamp, hash);
  console.log(`Built dist/web-ui in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
