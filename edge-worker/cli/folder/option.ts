import { resolve } from "node:path";

import { textOf, type Call } from "../command.ts";

/** The option that every command on a folder has. */
export const folderOption = { folder: { type: "string", short: "C" } } as const;
export const folderHelp = "  -C, --folder DIR     the folder (default: here)";

export function rootOf({ values, terminal }: Call): string {
  return resolve(terminal.cwd, textOf(values, "folder") ?? ".");
}
