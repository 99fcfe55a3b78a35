// Writes what is made from core/catalog/*.json: C++ tables, TypeScript types and schemas, reference docs.
//
//   node scripts/generate.mjs           write what changed
//   node scripts/generate.mjs --check   write nothing; exit 1 and name the files that are not up to date
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { CatalogError, readCatalog } from "./generate/catalog.mjs";
import { cppDiagnostics, cppTables, cppTypes } from "./generate/cpp.mjs";
import { declarationsLua, libraryHeader } from "./generate/declarations.mjs";
import { diagnosticsMd, errorsMd, helpersMd, hooksMd, limitsMd } from "./generate/markdown.mjs";
import { catalogTs, tablesTs } from "./generate/typescript.mjs";
import { schemasTs } from "./generate/zod.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OUTPUTS = {
  "core/catalog/generated/types.h": cppTypes,
  "core/catalog/generated/tables.h": cppTables,
  "core/catalog/generated/diagnostics.h": cppDiagnostics,
  "core/language/library/sluice.d.lua": declarationsLua,
  "core/language/generated/library.h": (catalog) =>
    libraryHeader({
      kLuaLibrary: readFileSync(join(root, "core/language/library/lua.d.lua"), "utf8"),
      kSluiceLibrary: declarationsLua(catalog),
    }),
  "bindings/js/generated/catalog.ts": catalogTs,
  "bindings/js/generated/schemas.ts": schemasTs,
  "bindings/js/generated/tables.ts": tablesTs,
  "docs/reference/hooks.md": hooksMd,
  "docs/reference/helpers.md": helpersMd,
  "docs/reference/limits.md": limitsMd,
  "docs/reference/errors.md": errorsMd,
  "docs/reference/diagnostics.md": diagnosticsMd,
};

process.exitCode = main(process.argv.slice(2));

function main(args) {
  const unknown = args.find((arg) => arg !== "--check");
  if (unknown !== undefined) {
    console.error(`Unknown option ${unknown}. Usage: node scripts/generate.mjs [--check]`);
    return 2;
  }
  try {
    const stale = staleFiles(readCatalog(root));
    return args.includes("--check") ? report(stale) : write(stale);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** [path, text] of each output whose file is missing or differs. */
function staleFiles(catalog) {
  return Object.entries(OUTPUTS)
    .map(([path, generate]) => [path, generate(catalog)])
    .filter(([path, text]) => text !== currentText(path));
}

function currentText(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function report(stale) {
  if (stale.length === 0) return 0;
  console.error("Not up to date with core/catalog; run node scripts/generate.mjs:");
  for (const [path] of stale) console.error(`  ${path}`);
  return 1;
}

function write(stale) {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  return 0;
}
