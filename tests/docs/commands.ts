import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { commands } from "../../edge-worker/cli/commands.ts";
import { root } from "./pages.ts";

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Readonly<Record<string, string>>;
};

/**
 * What is wrong with commands that the tests cannot run: a command or option that `sluice` has not, a script that npm has
 * not, a file of the project that is not there. Throws for what `sluice` does not take.
 */
export async function checkCommands(text: string): Promise<void> {
  for (const line of text.replaceAll(/\\\n\s*/g, " ").split("\n")) {
    const [code = ""] = line.split(/ {2,}#|^#/, 1);
    for (const [, called = ""] of code.matchAll(/(?:npx |bunx --bun |npm:)sluice ((?:(?!&&|[|;>&]).)+)/g))
      await checkCall(called.trim());
    for (const [, name = ""] of code.matchAll(/\bnpm run (?:--\S+ )*([\w:-]+)/g)) {
      if (scripts[name] === undefined) throw new Error(`${line}: package.json has no script ${name}`);
    }
    for (const [path] of code.matchAll(/(?<![\w./-])(?:scripts|benchmarks|tests|examples)\/[\w./-]+/g)) {
      if (!existsSync(join(root, path))) throw new Error(`${line}: there is no ${path}`);
    }
  }
}

async function checkCall(called: string): Promise<void> {
  const [name = "", ...args] = called.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  if (name.startsWith("--")) return;
  const entry = commands[name];
  if (!entry) throw new Error(`sluice ${called}: there is no command ${name}`);
  const {
    options,
    positionals: [least, most],
  } = (await entry.load()).command;
  const { positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...options, help: { type: "boolean" } },
  });
  if (positionals.length < least || positionals.length > most)
    throw new Error(`sluice ${called}: takes ${least} to ${most} arguments`);
}
