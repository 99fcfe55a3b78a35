import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { JsonObject } from "sluice";

import { Fault } from "./command.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** The text of a file that the command line names. Throws a Fault where it cannot be read. */
export function textOfFile({ cwd }: Terminal, path: string): string {
  try {
    return readFileSync(resolve(cwd, path), "utf8");
  } catch (error) {
    throw new Fault(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What a text says. Throws a Fault that names its `source` where it is no JSON. */
export function jsonOf(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault(`${source} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The same where it has to be an object. */
export function jsonObjectOf(text: string, source: string): JsonObject {
  const value = jsonOf(text, source);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new Fault(`${source} has to be a JSON object`);
}

/** What is wrong with a value that has not the form that is asked for. */
export function formFault(
  source: string,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): Fault {
  const where = issue && issue.path.length > 0 ? ` ${issue.path.join(".")}` : "";
  return new Fault(`${source}:${where} ${issue?.message ?? "has the wrong form"}`);
}
