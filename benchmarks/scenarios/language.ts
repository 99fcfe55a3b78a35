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

/** Scripts of about so many KiB of which each is all of one shape, by what they grow in. */
export const shapes: Readonly<Record<string, (kib: number) => string>> = {
  "parentheses in one another": (kib) => repeated(kib, () => "(".repeat(100) + "1" + ")".repeat(100) + "\n", "x = "),
  "unclosed parentheses": (kib) => "(".repeat(kib * 1024),
  "one line": (kib) => repeated(kib, (n) => `local a${n % 150} = ${n} `),
  "locals of functions": (kib) =>
    repeated(kib, (n) => `${n % 100 === 0 ? "end local function f() " : ""}local a${n} = b${n} `, "do "),
  "members of a table": (kib) => `local t = {\n${repeated(kib, (n) => `  member_${n} = ${n},\n`)}}\nreturn { data = t }`,
  "members of a result": (kib) => `return {\n${repeated(kib, (n) => `  member_${n} = ${n},\n`)}}`,
  "members that are assigned": (kib) => repeated(kib, (n) => `t.member_${n} = t.member_${n - 1}\n`, "local t = {}\n"),
  "types of one variable": (kib) => repeated(kib, (n) => `x = { a${n} = x }\n`, "local x\n"),
  "conditions after one another": (kib) => repeated(kib, (n) => `if a.b${n} then a = ${n} end\n`, "local a = context\n"),
  "clauses of an if": (kib) => `${repeated(kib, (n) => `elseif a.b${n} then c = ${n}\n`, "if a then\n")}end`,
  "an and-or condition": (kib) => `return ${repeated(kib, (n) => `a${n % 99} and b${n % 99} or `)}nil`,
  "functions that call each other": (kib) =>
    repeated(kib, (n) => `function t.f${n}(a) return t.f${n + 1}(a + ${n}) end\n`, "local t = {}\n"),
  "a chain of members": (kib) => `x = a${".b".repeat(kib * 512)}`,
  "labels and gotos": (kib) => {
    const half = (kib * 1024) / 20;
    const numbers = Array.from({ length: half }, (_, n) => n);
    return numbers.map((n) => `goto l${n} `).join("") + numbers.map((n) => `::l${n}:: `).join("");
  },
  "loops in one another": (kib) => repeated(kib, () => `${"while a do b = 1 ".repeat(90)}${"end ".repeat(90)}\n`),
  "comments that turn diagnostics off": (kib) =>
    repeated(kib, (n) => `---@diagnostic disable: unused-local\nlocal a${n % 150} = ${n}\n`),
  "comments that turn diagnostics on again": (kib) =>
    repeated(kib, (n) => `---@diagnostic ${n % 2 === 0 ? "disable: undefined-global" : "enable: unused-local"}\n`),
  "writes of a variable with many fields": (kib) => repeated(kib, (n) => `a.f${n} = 1 a = c `, "local a\n"),
};

function repeated(kib: number, part: (number: number) => string, begin = ""): string {
  const parts = [begin];
  for (let number = 0, size = begin.length; size < kib * 1024; number++) {
    parts.push(part(number));
    size += parts.at(-1)!.length;
  }
  return parts.join("");
}
