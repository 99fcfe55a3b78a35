import type { ImportPlan } from "sluice";

import type { Style, Terminal } from "../terminal/terminal.ts";
import { plain } from "../terminal/terminal.ts";
import type { Difference } from "./compare.ts";

const signs: Readonly<Record<string, readonly [sign: string, style: Style]>> = {
  created: ["+", "green"],
  changed: ["~", "yellow"],
  removed: ["-", "red"],
};

/** A line for each change, with its sign. */
export function changeLine(change: string, path: string, terminal: Terminal, why = ""): string {
  const [sign, style] = signs[change] ?? [" ", "dim"];
  return `  ${terminal.paint(style, `${sign} ${path}`)}${why === "" ? "" : `  ${why}`}`;
}

export function conflictText(difference: Difference, other: string): string {
  const what = difference.by === "unknown" ? "is different on both sides" : "was changed on both sides";
  return `${difference.path} ${what}: ${other}`;
}

/** What speaks against publishing, and secrets that the worker has not. */
export function hintLines({ problems, missingSecrets }: ImportPlan): string[] {
  return [
    ...problems.map(({ path, message }) => `  ! ${path}: ${plain(message)}`),
    ...missingSecrets.map((name) => `  ! the worker has no secret ${plain(name)}: sluice secret set ${plain(name)}`),
  ];
}
