import type { Command } from "./command.ts";

interface Entry {
  readonly summary: string;
  readonly group: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

const folder = "A folder of scripts, pipelines and tests";
const worker = "A worker";
const shell = "A shell";

/** All commands, by name, in the order of the help. */
export const commands: Readonly<Record<string, Entry>> = {
  init: {
    group: folder,
    summary: "Starts a folder with an example that passes",
    load: () => import("./commands/init.ts"),
  },
  check: {
    group: folder,
    summary: "Says what is wrong with scripts, pipelines and cases",
    load: () => import("./commands/check.ts"),
  },
  test: { group: folder, summary: "Runs the cases", load: () => import("./commands/test.ts") },
  run: {
    group: folder,
    summary: "Runs a trigger once and shows what happened",
    load: () => import("./commands/run.ts"),
  },
  dev: {
    group: folder,
    summary: "Opens the folder in the web UI, in both directions",
    load: () => import("./commands/dev.ts"),
  },
  pull: { group: worker, summary: "Brings the folder what the worker has", load: () => import("./commands/pull.ts") },
  diff: {
    group: worker,
    summary: "Shows how the folder and the worker differ",
    load: () => import("./commands/diff.ts"),
  },
  push: {
    group: worker,
    summary: "Brings the worker what the folder has, as drafts",
    load: () => import("./commands/push.ts"),
  },
  publish: {
    group: worker,
    summary: "Tests, then makes drafts what triggers run",
    load: () => import("./commands/publish.ts"),
  },
  rollback: {
    group: worker,
    summary: "Makes a trigger run an earlier version",
    load: () => import("./commands/rollback.ts"),
  },
  trace: {
    group: worker,
    summary: "Lists, follows, shows and replays traces",
    load: () => import("./commands/trace.ts"),
  },
  secret: { group: worker, summary: "Lists, sets and deletes secrets", load: () => import("./commands/secret.ts") },
  lsp: { group: folder, summary: "The language server, for editors", load: () => import("./commands/lsp.ts") },
  completion: {
    group: shell,
    summary: "Makes bash, zsh or fish complete all this",
    load: () => import("./commands/completion.ts"),
  },
  serve: { group: worker, summary: "Serves the HTTP API and the web UI", load: () => import("./commands/serve.ts") },
};

/** What `sluice --help` prints. */
export function overview(): string {
  const groups = [...new Set(Object.values(commands).map(({ group }) => group))];
  const lines = groups.flatMap((group) => [
    `${group}:`,
    ...Object.entries(commands)
      .filter(([, entry]) => entry.group === group)
      .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`),
    "",
  ]);
  return `Usage: sluice <command> [options]

${lines.join("\n")}
  sluice <command> --help   how to use it, with examples
  sluice --version

Examples:
  npx sluice init policies && cd policies && npx sluice test
  echo '{"email": "eve@throwaway.example"}' | npx sluice run before_signup --context -
  SLUICE_TOKEN=… npx sluice push --server https://login.example.com

Exit codes: 0 done, 1 something was found or failed, 2 the call makes no sense.`;
}
