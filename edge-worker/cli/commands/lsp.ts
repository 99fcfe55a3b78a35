import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { exitCodes, type Command } from "../command.ts";

export const command: Command = {
  help: `Usage: sluice lsp [--stdio]

The language server for scripts, over standard input and output, for editors that start one. The same as sluice-lsp.

Examples:
  sluice lsp --stdio`,
  options: { stdio: { type: "boolean" } },
  positionals: [0, 0],
  run: async () => {
    const program = fileURLToPath(new URL("../language/lsp-program.js", import.meta.url));
    const child = spawn(process.execPath, [program, "--stdio"], { stdio: "inherit" });
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? exitCodes.failed));
    });
  },
};
