import { parseArgs } from "node:util";

import { exitCodes, UsageFault, type Command } from "./command.ts";
import { commands, overview } from "./commands.ts";
import { nearest } from "./terminal/suggest.ts";
import { openTerminal, type Terminal } from "./terminal/terminal.ts";

/** What is not here is loaded when it is used, so that `sluice --help` starts at once. */
async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name = "", ...rest] = argv;
  if (name === "--help" || name === "-h" || name === "help") return helpOn(rest[0], terminal);
  if (name === "--version" || name === "-v") {
    const { packageVersion } = await import("./version.ts");
    terminal.print(packageVersion());
    return exitCodes.ok;
  }
  if (name === "") {
    terminal.warn(overview());
    return exitCodes.usage;
  }
  const command = await loadCommand(name);
  const { values, positionals } = parse(name, command, rest);
  if (values.help) return shown(command.help, terminal);
  const [least, most] = command.positionals;
  if (positionals.length < least)
    throw new UsageFault(`${name} is missing an argument\n${command.help.split("\n\n")[0]}`);
  if (positionals.length > most) throw new UsageFault(`${positionals[most]} is one argument too many for ${name}`);
  return command.run({ values, positionals, terminal });
}

async function helpOn(name: string | undefined, terminal: Terminal): Promise<number> {
  return shown(name === undefined ? overview() : (await loadCommand(name)).help, terminal);
}

function shown(help: string, terminal: Terminal): number {
  terminal.print(help);
  return exitCodes.ok;
}

async function loadCommand(name: string): Promise<Command> {
  const known = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!known) throw new UsageFault(`${name} is no command; ${instead(name, Object.keys(commands))}`);
  return (await known.load()).command;
}

function parse(name: string, { options }: Command, args: readonly string[]) {
  const all = { ...options, help: { type: "boolean", short: "h" } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: all });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const unknown = code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? /'(-[^']*)'/.exec(message)?.[1] : undefined;
    if (unknown === undefined) throw new UsageFault(message);
    throw new UsageFault(
      `${name} has no option ${unknown}; ${instead(
        unknown,
        Object.keys(all).map((one) => `--${one}`),
      )}`,
    );
  }
}

function instead(word: string, candidates: readonly string[]): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? `there are ${candidates.join(", ")}` : `did you mean ${meant}?`;
}

async function faultLines(error: unknown, argv: readonly string[]): Promise<string[]> {
  const { faultText } = await import("./fault-text.ts");
  const message = faultText(error);
  if (message === undefined) throw error;
  const command = argv[0] !== undefined && Object.hasOwn(commands, argv[0]) ? ` ${argv[0]}` : "";
  return [`sluice: ${message}`, ...(error instanceof UsageFault ? [`Try: sluice${command} --help`] : [])];
}

const argv = process.argv.slice(2);
const terminal = openTerminal();
// Who reads may stop reading, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
try {
  process.exitCode = await main(argv, terminal);
} catch (error) {
  for (const line of await faultLines(error, argv)) terminal.warn(line);
  process.exitCode = error instanceof UsageFault ? exitCodes.usage : exitCodes.failed;
}
