import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { exitCodes, Fault, type Command } from "../command.ts";
import { requireOwnFile } from "../folder/own-files.ts";
import { ignored, localEnvironment, template } from "../folder/template.ts";

export const command: Command = {
  help: `Usage: sluice init [folder]

Starts a folder with a script, a pipeline and cases that pass, a token and a key for a worker on this machine in .env,
and puts what must not be committed into .gitignore. Writes over nothing.

Examples:
  sluice init policies
  cd policies && sluice test`,
  options: {},
  positionals: [0, 1],
  run: async ({ positionals, terminal }) => {
    const root = resolve(terminal.cwd, positionals[0] ?? ".");
    const there = Object.keys(template).filter((path) => existsSync(join(root, path)));
    if (there.length > 0)
      throw new Fault(`${there.join(", ")} would be written over: nothing was written; name another folder`);
    // All of them first: what is refused half way would leave a folder that init refuses as well.
    for (const path of [...Object.keys(template), ".gitignore", ".env"]) requireOwnFile(root, path);
    for (const [path, text] of Object.entries(template)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text, { flag: "wx" });
    }
    ignore(join(root, ".gitignore"));
    const hadEnvironment = existsSync(join(root, ".env"));
    if (!hadEnvironment) writeFileSync(join(root, ".env"), localEnvironment(), { flag: "wx", mode: 0o600 });
    const written = [...Object.keys(template), ".gitignore", ...(hadEnvironment ? [] : [".env"])];
    for (const path of written) terminal.print(`  ${path}`);
    const from = relative(terminal.cwd, root);
    terminal.print(`Next: ${from === "" ? "" : `cd ${from} && `}npx sluice test`);
    return exitCodes.ok;
  },
};

/** Adds what is missing to a .gitignore, which may be there. */
function ignore(path: string): void {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const lines = text.split(/\r?\n/);
  const missing = ignored.filter((line) => !lines.includes(line));
  const start = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  if (missing.length > 0) writeFileSync(path, `${start}${missing.join("\n")}\n`);
}
