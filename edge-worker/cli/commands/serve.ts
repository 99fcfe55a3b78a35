import type { Command } from "../command.ts";
import { environmentOfServer, serve } from "../../server/serve.ts";
import { optionsOf, serveOptions, usage } from "../../server/options.ts";

export const command: Command = {
  help: usage,
  options: serveOptions,
  positionals: [0, 0],
  run: async ({ values, terminal }) => {
    const options = optionsOf(values, terminal.env);
    await serve(options, environmentOfServer(options));
    return 0;
  },
};
