import type { ParseArgsOptionsConfig } from "node:util";

import type { Terminal } from "./terminal/terminal.ts";

/** How the program ends: done, something was found or failed, or it was called in a way that cannot be. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** A command as it was called. */
export interface Call {
  readonly values: Values;
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
}

/** A command of the program: a file in commands/. */
export interface Command {
  /** What `--help` prints: usage, what it does, options, examples. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** What the value of an option may be, by its name, where it is one of a few words. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** How many arguments it takes beside options. */
  readonly positionals: readonly [least: number, most: number];
  /** Answers the exit code. Throws Faults for what the user can put right. */
  run(call: Call): Promise<number>;
}

/** Something that went wrong, in a sentence that says what to do; ends the program with 1. */
export class Fault extends Error {}

/** A call that makes no sense; ends the program with 2 and a hint at `--help`. */
export class UsageFault extends Fault {}

/** The text that an option was given. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** The texts of an option that may be given several times. */
export function textsOf(values: Values, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.map(String) : [];
}
