import type { Command } from "../command.ts";
import { commands } from "../commands.ts";

/** What stands in a place: one of few words, or what the folder or the file system has. "text": nobody can tell. */
export type Place = readonly string[] | "files" | "folders" | "triggers" | "scripts" | "text";

/** An option as shells complete it. */
export interface OptionRow {
  readonly name: string;
  readonly short: string | undefined;
  /** What it takes; undefined: nothing. */
  readonly value: Place | undefined;
  readonly about: string;
}

/** A command as shells complete it. */
export interface CommandRow {
  readonly name: string;
  readonly about: string;
  /** What its first argument is; undefined: it takes none. */
  readonly argument: Place | undefined;
  readonly options: readonly OptionRow[];
}

/** All commands, as the program tells of them: what `--help` does not name is not completed either. */
export async function commandTable(): Promise<CommandRow[]> {
  return Promise.all(
    Object.entries(commands).map(async ([name, { summary, load }]) => rowOf(name, summary, (await load()).command)),
  );
}

function rowOf(name: string, about: string, command: Command): CommandRow {
  const options = helpedOptions(command);
  const help = { name: "help", short: "h", value: undefined, about: "how to use it, with examples" };
  const isHelped = options.some((option) => option.name === help.name);
  return { name, about, argument: argumentOf(name, command), options: isHelped ? options : [...options, help] };
}

/** Lines as `  -C, --folder DIR     the folder`. */
function helpedOptions({ help, words = {} }: Command): OptionRow[] {
  const lines = help.matchAll(/^ {2}(?:-(\w), )?--([a-z-]+)(?: ([A-Z]+))? {2,}(\S.*)$/gm);
  return [...lines].map(([, short, name = "", takes, about = ""]) => {
    const value = takes === undefined ? undefined : (words[name] ?? placeOf(takes, name));
    return { name, short, value, about };
  });
}

function placeOf(takes: string, option: string): Place {
  if (takes === "FILE") return "files";
  if (takes === "DIR" || takes === "FOLDER") return "folders";
  if (option === "trigger") return "triggers";
  return option === "script" ? "scripts" : "text";
}

/** From the lines of usage: `sluice run <trigger> …`, or `sluice trace list …` and `sluice trace show …`. */
function argumentOf(name: string, { help, positionals: [, most] }: Command): Place | undefined {
  if (most === 0) return undefined;
  const [usage = ""] = help.split("\n\n");
  const verbs = [...usage.matchAll(new RegExp(`sluice ${name} ([a-z]+)`, "g"))].map(([, verb = ""]) => verb);
  if (verbs.length > 0) return verbs;
  const [, argument] = /[<[](trigger|folder)[>\]]/.exec(usage) ?? [];
  if (argument === "trigger") return "triggers";
  return argument === "folder" ? "folders" : "text";
}
