/** What is in tests/corpus, read from disk; README.md there describes the folder. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Outcome } from "sluice";
import type { HostScript, JsonObject } from "./case.ts";

export interface CorpusScript {
  /** Path below tests/corpus. */
  readonly name: string;
  readonly code: string;
  /** The expected class first, then those that are acceptable too. */
  readonly classes: readonly string[];
}

/** What a script came to in Wasm, and so has to come to everywhere. */
export interface GoldenResult {
  readonly class: string;
  readonly line?: number;
  readonly instructions: number;
  readonly outcome: Outcome;
}

export interface Setting {
  readonly context: JsonObject;
  readonly host: HostScript;
  readonly good: { readonly answer: JsonObject };
}

export interface Exceptions {
  /** Scripts whose header asks for what the design decides otherwise. */
  readonly classes: Readonly<Record<string, { readonly class: string; readonly reason: string }>>;
  /** Scripts that a native build may end differently, and why. */
  readonly native: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL("../corpus/", import.meta.url));

export const goldenFile = join(root, "golden.json");

/** All scripts, sorted by name. */
export function readCorpus(): CorpusScript[] {
  return globSync("{lua,own}/**/*.lua", { cwd: root }).sort().map(readScript);
}

export function goodScript(): string {
  return readFileSync(join(root, "good.lua"), "utf8");
}

export function readSetting(): Setting {
  return readJson(join(root, "setting.json")) as Setting;
}

export function readExceptions(): Exceptions {
  return readJson(join(root, "exceptions.json")) as Exceptions;
}

export function readGolden(): Readonly<Record<string, GoldenResult>> {
  return existsSync(goldenFile) ? (readJson(goldenFile) as Record<string, GoldenResult>) : {};
}

/** The classes that fit a script: its header's, unless the design decides otherwise. */
export function expectedClasses(script: CorpusScript, { classes }: Exceptions): readonly string[] {
  const exception = classes[script.name];
  return exception === undefined ? script.classes : [exception.class];
}

/** The header line is "-- expect CLASS or CLASS; note". */
function readScript(name: string): CorpusScript {
  const code = readFileSync(join(root, name), "utf8");
  const header = /^-- expect ([^;\n]+); .+/.exec(code);
  if (!header?.[1]) throw new Error(`${name} does not start with its header line`);
  return { name, code, classes: header[1].split(" or ") };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
