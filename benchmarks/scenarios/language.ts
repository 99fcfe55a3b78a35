import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where realistic scripts lie. */
const folders = ["examples/policies", "web-ui/src/examples/lua"];
const root = new URL("../../", import.meta.url);

/**
 * A script of about so many KiB: the repository's examples, each as a function of its own, over and over. One is never
 * cut, so the script has at least that size. Ends by calling them all.
 */
export function scriptOfSize(kib: number): string {
  const examples = folders.flatMap(textsIn);
  const parts = ["local policies = {}\n"];
  let size = parts[0]!.length;
  for (let number = 0; size < kib * 1024; number++) {
    const part = `\nfunction policies.number_${number}()\n${examples[number % examples.length]}end\n`;
    parts.push(part);
    size += part.length;
  }
  parts.push("\nfor _, policy in pairs(policies) do\n  local result = policy()\n  if result then return result end\nend\n");
  return parts.join("");
}

function textsIn(folder: string): string[] {
  const url = new URL(`${folder}/`, root);
  const names = readdirSync(fileURLToPath(url)).filter((name) => name.endsWith(".lua"));
  return names.sort().map((name) => indented(readFileSync(new URL(name, url), "utf8")));
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

/** The scripts that budgets name. */
export const languageSizes: Readonly<Record<string, number>> = { "5 KB": 5, "20 KB": 20, "100 KB": 100 };
