import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";

import { useHotkeys } from "../ui/hotkeys/use-hotkeys.ts";

/** Something a person can do here: it stands in the palette, and its key in the list of keys. */
export interface Command {
  /** What happens: "Publish before_signup…". */
  readonly label: string;
  /** Heading in the palette; default: the registering screen's. */
  readonly group?: string | undefined;
  readonly icon?: ReactNode;
  readonly hint?: string | undefined;
  /** Other words that people look for it by. */
  readonly keywords?: readonly string[] | undefined;
  readonly keys?: string | undefined;
  /** Also while somebody types into a field. */
  readonly inFields?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly run: () => void;
}

/** A command as the palette shows it. */
export interface ListedCommand extends Command {
  readonly group: string;
}

type Source = () => readonly ListedCommand[];

const sources: Source[] = [];

/** Every command there is now, those of the innermost screen first; the first of a label counts. */
export function listCommands(): readonly ListedCommand[] {
  const byLabel = new Map<string, ListedCommand>();
  for (const command of sources.toReversed().flatMap((source) => source())) {
    if (!command.disabled && !byLabel.has(command.label)) byLabel.set(command.label, command);
  }
  return [...byLabel.values()];
}

/** Puts commands into the palette, and makes their keys act, while the component is mounted. */
export function useCommands(commands: readonly Command[], { group }: { readonly group: string }): void {
  const latest = useRef(commands);
  useLayoutEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const source: Source = () => latest.current.map((command) => ({ ...command, group: command.group ?? group }));
    sources.push(source);
    return () => {
      sources.splice(sources.indexOf(source), 1);
    };
  }, [group]);
  useHotkeys(
    commands.flatMap((command) => (command.keys === undefined ? [] : [{ ...command, keys: command.keys }])),
    { group },
  );
}

/** The same for a single one. */
export function useCommand(command: Command, options: { readonly group: string }): void {
  useCommands([command], options);
}
