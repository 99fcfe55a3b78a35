// check-deps.mjs [FOLDER] - fails when a source file includes or imports what its place in the tree forbids.
//
// FOLDER is the checkout to look at (default: this one). Prints one line per violation, path:line and the rule, and
// exits 1 if there is any. The rules are data: check-deps/rules.mjs, with the C++ rows in cmake/layers.json.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import {
  allowedLayers,
  debt,
  forbiddenCalls,
  guardedHeaders,
  includedLayer,
  layerOf,
  typescriptParts,
} from "./check-deps/rules.mjs";
import { blankComments, importsOf, includesOf, matches } from "./check-deps/scan.mjs";

const root = resolve(process.argv[2] ?? join(import.meta.dirname, ".."));

function checkIncludes(path, text) {
  const layer = layerOf(path);
  return includesOf(text).flatMap(({ target, quoted, line }) => {
    const guard = guardedHeaders.find(({ header }) => header.test(target));
    if (guard) return guard.allows(path) ? [] : [{ path, line, target, rule: guard.rule }];
    return quoted ? checkLayer({ path, line, target }, layer) : [];
  });
}

function checkLayer(found, layer) {
  const allowed = allowedLayers(layer);
  if (!allowed) return [{ ...found, rule: `the folder ${dirname(found.path)} has no row in cmake/layers.json` }];
  const target = includedLayer(found.target.split("/", 1)[0]);
  if (!target || !found.target.includes("/")) {
    return [{ ...found, rule: 'own headers are included from the root: "<layer>/<file>.h"' }];
  }
  if (allowed.includes(target)) return [];
  return [{ ...found, rule: `${layer} may include only ${allowed.join(", ")} (cmake/layers.json)` }];
}

function checkCalls(path, text) {
  if (!forbiddenCalls.applies(path)) return [];
  const code = blankComments(text, { strings: true });
  return [forbiddenCalls.call, forbiddenCalls.names].flatMap((pattern) =>
    matches(code, pattern).map(({ match, line }) => ({
      path,
      line,
      target: match[0].trim(),
      rule: forbiddenCalls.rule,
    })),
  );
}

function checkImports(path, text) {
  const part = typescriptParts.find(({ folder }) => path.startsWith(folder));
  if (!part) return [];
  return importsOf(text).flatMap(({ target, line }) => {
    if (!target.startsWith(".")) {
      return part.refuses.test(target)
        ? [{ path, line, target, rule: `${part.folder} may not import this package` }]
        : [];
    }
    // What a bundler is to do with the file stands behind it: "./worker.ts?worker&url".
    const file = posix.join(posix.dirname(path), target.split("?", 1)[0]);
    const owner = typescriptParts.find(({ folder }) => file.startsWith(folder))?.folder ?? `${posix.dirname(file)}/`;
    if (part.parts.includes(owner)) return [];
    return [{ path, line, target, rule: `${part.folder} may import files of ${part.parts.join(", ")} only` }];
  });
}

/** Paths of the files below a folder, sorted, without what was installed or built there. */
function filesBelow(folder, extension) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : filesBelow(path, extension);
      return extension.test(entry.name) ? [path] : [];
    });
}

function findViolations() {
  const cpp = ["core", "bindings/wasm", "bindings/lsp"].flatMap((folder) =>
    filesBelow(folder, /\.(h|hpp|cpp|cc|c|inc)$/),
  );
  const typescript = ["bindings/js", "edge-worker", "web-ui"].flatMap((folder) =>
    filesBelow(folder, /\.[mc]?[jt]sx?$/),
  );
  const read = (path) => readFileSync(join(root, path), "utf8");
  return [
    ...cpp.flatMap((path) => [...checkIncludes(path, read(path)), ...checkCalls(path, read(path))]),
    ...typescript.flatMap((path) => checkImports(path, read(path))),
  ];
}

function main() {
  const violations = findViolations();
  const same = (entry, found) => entry.path === found.path && entry.target === found.target;
  const fresh = violations.filter((found) => !debt.some((entry) => same(entry, found)));
  const paid = debt.filter((entry) => !violations.some((found) => same(entry, found)));
  for (const { path, line, target, rule } of fresh) console.error(`${path}:${line}: ${target}: ${rule}`);
  for (const { path, target } of paid)
    console.error(`${path}: ${target}: no longer a violation; take it off the debt list`);
  process.exitCode = fresh.length + paid.length > 0 ? 1 : 0;
}

main();
