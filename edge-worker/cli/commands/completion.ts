import { exitCodes, UsageFault, type Command } from "../command.ts";
import { bashScript } from "../completion/bash.ts";
import { fishScript } from "../completion/fish.ts";
import { commandTable } from "../completion/table.ts";
import { zshScript } from "../completion/zsh.ts";

const shells = { bash: bashScript, zsh: zshScript, fish: fishScript };

export const command: Command = {
  help: `Usage: sluice completion bash
       sluice completion zsh
       sluice completion fish

Prints what makes a shell complete commands, options, triggers and scripts, for the file that the shell reads when it
starts. Where sluice is not on the PATH, an alias will do: alias sluice='npx sluice'.

Examples:
  eval "$(sluice completion bash)"
  sluice completion fish | source`,
  options: {},
  positionals: [1, 1],
  run: async ({ positionals: [shell = ""], terminal }) => {
    const write = Object.hasOwn(shells, shell) ? shells[shell as keyof typeof shells] : undefined;
    if (!write) throw new UsageFault(`${shell} is no shell of these: ${Object.keys(shells).join(", ")}`);
    terminal.print(write(await commandTable()).trimEnd());
    return exitCodes.ok;
  },
};
