import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./pages.ts";

/**
 * What the compiler says against programs, texts by name, all in one run. They are strict TypeScript, but for parameters
 * without a type, as JavaScript has them.
 */
export function typeFaults(programs: Readonly<Record<string, string>>): string {
  mkdirSync(join(root, "build"), { recursive: true });
  const folder = mkdtempSync(join(root, "build/docs-types-"));
  try {
    for (const [name, text] of Object.entries(programs))
      writeFileSync(join(folder, `${name}.mts`), `${text}\nexport {};\n`);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], { encoding: "utf8" });
    return "";
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const project = {
  extends: "../../tsconfig.base.json",
  compilerOptions: {
    noEmit: true,
    noImplicitAny: false,
    noUnusedLocals: false,
    exactOptionalPropertyTypes: false,
    types: ["node"],
  },
  include: ["*.mts"],
};
