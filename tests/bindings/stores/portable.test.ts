import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("../../../bindings/js/stores", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));

/** What a file and all it imports take from outside of the package. */
async function foreignImports(file: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [`${folder}/${file}`],
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  return imports.filter(({ external }) => external).map(({ path }) => path);
}

test.each(files)("%s needs nothing but the platform it is for", async (file) => {
  expect(await foreignImports(file)).toEqual(file === "node-sqlite.ts" ? ["node:fs", "node:sqlite"] : []);
});
