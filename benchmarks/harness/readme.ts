import { readFile, writeFile } from "node:fs/promises";

const readme = new URL("../README.md", import.meta.url);

/** Replaces what stands between the markers `<!-- name -->` and `<!-- /name -->` of the README. */
export async function writeBetween(name: string, text: string): Promise<void> {
  const before = await readFile(readme, "utf8");
  const between = new RegExp(`(<!-- ${name} -->\\n)[^]*(<!-- /${name} -->)`);
  await writeFile(
    readme,
    before.replace(between, (_, open: string, close: string) => `${open}\n${text}\n\n${close}`),
  );
}
