import { createControl, memoryStore, SluiceError } from "sluice";

import { exitCodes, Fault, textOf, UsageFault, type Command } from "../command.ts";
import type { Finding } from "../folder/finding.ts";
import { readCases, readFolder, type Folder } from "../folder/folder.ts";
import { languageCheck } from "../folder/language-check.ts";
import { folderHelp, folderOption, rootOf } from "../folder/option.ts";
import { jsonOf } from "../json-input.ts";
import { plain, type Terminal } from "../terminal/terminal.ts";

/** Looks at a folder and tells what is wrong. */
export type Checker = (folder: Folder) => Promise<readonly Finding[]>;

const formats = ["text", "json", "github"];

export const command: Command = {
  help: `Usage: sluice check [options]

Says what is wrong with the scripts, pipelines and cases of a folder: what does not compile, what the language service
finds, and what is not of the right form. Ends with 1 if there is an error.

${folderHelp}
  --strict             ends with 1 for warnings, too
  --format FORMAT      text (default), json, or github for annotations of a pull request

Examples:
  sluice check
  sluice check --format github`,
  options: { ...folderOption, format: { type: "string" }, strict: { type: "boolean" } },
  words: { format: formats },
  positionals: [0, 0],
  run: async (call) => {
    const format = textOf(call.values, "format") ?? "text";
    if (!formats.includes(format)) throw new UsageFault(`${format} is no format; there are ${formats.join(", ")}`);
    const folder = readFolder(rootOf(call));
    const found = await findings(folder);
    report(found, format, call.terminal, Object.keys(folder.files).length);
    return found.some(({ severity }) => severity === "error" || call.values.strict) ? exitCodes.failed : exitCodes.ok;
  },
};

/** What looks at a folder, in the order of what is told. */
const checkers: readonly Checker[] = [compileCheck, languageCheck, caseCheck];

/** Of a line that does not compile, what the compiler says is enough. */
async function findings(folder: Folder): Promise<readonly Finding[]> {
  const [compiled = [], ...others] = await Promise.all(checkers.map((checker) => checker(folder)));
  const told = compiled.filter(({ line }) => line !== undefined);
  const more = others.flat().filter(({ path, line }) => !told.some((one) => one.path === path && one.line === line));
  return [...compiled, ...more];
}

/** What speaks against publishing, as the control plane sees it: every script and pipeline is compiled. */
async function compileCheck({ files }: Folder): Promise<Finding[]> {
  const control = createControl({ store: memoryStore(), actor: "sluice" });
  const compiled = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith("tests/")));
  const looked = await control.importFiles(withUnused(compiled)).catch((error: unknown) => fileFinding(error, files));
  if (!("problems" in looked)) return [looked];
  const { problems } = looked;
  const found = problems.map(({ kind, message, nodes, path }) => scriptFinding(kind, message, nodes, path));
  const seen = new Set<string>();
  // A script that several pipelines name is told of once.
  return found.filter(({ path, message }) => !seen.has(`${path}\0${message}`) && seen.add(`${path}\0${message}`));
}

/** The file that cannot be read: before it is mended, the others cannot be looked at. Throws what is about none. */
function fileFinding(error: unknown, files: Folder["files"]): Finding {
  const refused = error instanceof SluiceError && error.code === "invalid_options" ? error : undefined;
  const [field = "", path = ""] = /^files\["(.+)"\]\.?/.exec(refused?.field ?? "") ?? [];
  if (!refused || path === "") throw error;
  const message = jsonFault(path, files[path]) ?? refused.message.slice(field.length).trim();
  return { path, severity: "error", code: "invalid_file", message };
}

function jsonFault(path: string, text = ""): string | undefined {
  if (!path.endsWith(".json")) return undefined;
  try {
    jsonOf(text, path);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.message.slice(path.length + 1);
    throw error;
  }
}

const probe = "unused_scripts";

/** Scripts that no pipeline names are compiled in one of their own, which nobody is told of. */
function withUnused(files: Folder["files"]): Folder["files"] {
  const texts = Object.entries(files).flatMap(([path, text]) => (path.startsWith("pipelines/") ? [text] : []));
  const unused = Object.keys(files).flatMap((path) => {
    const id = /^scripts\/(.*)\.lua$/.exec(path)?.[1];
    return id !== undefined && !texts.some((text) => text.includes(JSON.stringify(id))) ? [id] : [];
  });
  const pipelines = chunks(unused, 50).map((layer, index) => {
    const trigger = `${probe}_${index + 1}`;
    const layers = chunks(layer, 5);
    return [`pipelines/${trigger}.json`, JSON.stringify({ trigger, mode: "async", layers })];
  });
  return { ...files, ...Object.fromEntries(pipelines) };
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** A script that does not compile is told by its own file and line. */
function scriptFinding(code: string, message: string, nodes: readonly string[], path: string): Finding {
  const [id = ""] = nodes;
  const isScript = code === "syntax_error" || code === "limit_size";
  if (!isScript || id === "") return { path, severity: "error", code, message };
  const line = Number(new RegExp(`${id}:(\\d+):`).exec(message)?.[1] ?? 0);
  return { path: `scripts/${id}.lua`, ...(line > 0 && { line }), severity: "error", code, message };
}

async function caseCheck({ root }: Folder): Promise<Finding[]> {
  try {
    readCases(root);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      {
        path: /^tests\/[^ ]*?\.cases\.json/.exec(message)?.[0] ?? "tests",
        severity: "error",
        code: "invalid_cases",
        message,
      },
    ];
  }
}

function report(found: readonly Finding[], format: string, terminal: Terminal, files: number): void {
  if (format === "json") return terminal.print(JSON.stringify({ findings: found }, null, 2));
  for (const finding of found) terminal.print(format === "github" ? annotation(finding) : line(finding, terminal));
  if (format !== "text") return;
  const what = found.length === 1 ? "1 finding" : `${found.length} findings`;
  terminal.print(
    found.length > 0 ? terminal.paint("red", what) : terminal.paint("green", `${files} files, nothing found`),
  );
}

function line({ path, line, severity, code, message }: Finding, terminal: Terminal): string {
  const place = terminal.paint("bold", line === undefined ? path : `${path}:${line}`);
  const kind = severity === "warning" ? `${terminal.paint("yellow", severity)}: ` : "";
  return `${place}: ${kind}${plain(message)} [${code}]`;
}

/** A workflow command of GitHub, with the characters escaped that would end it, or a value in its head. */
function annotation({ path, line, severity, code, message }: Finding): string {
  const file = escaped(path, /[%\r\n:,]/g);
  const place = line === undefined ? "" : `,line=${line}`;
  return `::${severity} file=${file}${place},title=${code}::${escaped(message, /[%\r\n]/g)}`;
}

function escaped(text: string, ending: RegExp): string {
  return text.replace(ending, encodeURIComponent);
}
