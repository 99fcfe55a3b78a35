import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Case, Json, NamedCase } from "./case.ts";
import { expand } from "./expand.ts";

/** The folder of all cases. */
export const casesRoot = fileURLToPath(new URL("../cases/", import.meta.url));

/**
 * All cases in the order of their names, their scripts read in and their generators expanded. Cases with `contextText`
 * are left out: the package takes contexts as objects, so there is no text that could be malformed.
 */
export function readCases(): NamedCase[] {
  return caseNames().map(readCase).filter((one) => one.case.contextText === undefined);
}

/** The folders of all cases, sorted. */
export function caseNames(): string[] {
  return globSync("**/case.json", { cwd: casesRoot }).map(dirname).sort();
}

/** The golden file of a case, whether it exists or not. */
export function goldenFile(name: string): string {
  return join(casesRoot, name, "trace.json");
}

/** A golden file laid out for readers: a line for each member of the trace and for each span. */
export function layOutGolden(canonical: string): string {
  const { spans, ...head } = JSON.parse(canonical) as { spans: Json[] } & Record<string, Json>;
  const members = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const lines = [...members, `"spans":[\n    ${spans.map((span) => JSON.stringify(span)).join(",\n    ")}\n  ]`];
  const text = `{\n  ${lines.join(",\n  ")}\n}\n`;
  if (onOneLine(text) !== canonical) throw new Error("a canonical trace ends with its spans");
  return text;
}

/** Undoes the layout; a line break within a string is escaped in JSON. */
function onOneLine(text: string): string {
  return text.replace(/\n */g, "");
}

function readCase(name: string): NamedCase {
  const folder = join(casesRoot, name);
  const content = JSON.parse(readFileSync(join(folder, "case.json"), "utf8")) as Json;
  const golden = goldenFile(name);
  return {
    name,
    case: expand(withScripts(content, folder)) as unknown as Case,
    ...(existsSync(golden) && { golden: onOneLine(readFileSync(golden, "utf8")) }),
  };
}

/** Every {"file": path, …} becomes {"code": the file's text, …}. */
function withScripts(value: Json, folder: string): Json {
  if (Array.isArray(value)) return value.map((item) => withScripts(item, folder));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) =>
      name === "file"
        ? ["code", readFileSync(join(folder, String(member)), "utf8")]
        : [name, withScripts(member, folder)],
    ),
  );
}
