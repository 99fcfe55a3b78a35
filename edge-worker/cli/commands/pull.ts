import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Files } from "sluice";

import { exitCodes, Fault, type Call, type Command } from "../command.ts";
import { readFiles } from "../folder/folder.ts";
import { rootOf } from "../folder/option.ts";
import { requireOwnFile } from "../folder/own-files.ts";
import { confirm } from "../terminal/ask.ts";
import { compare, stateOf, type Comparison } from "../worker/compare.ts";
import { connect, workerHelp, workerOptions } from "../worker/connect.ts";
import { changeLine } from "../worker/report.ts";
import { digest, readState, writeState, type SyncState } from "../worker/state.ts";

export const command: Command = {
  help: `Usage: sluice pull [options]

Brings the folder what the worker has: scripts, drafts (or what is published where there is no draft), cases, and names
of secrets. Shows what it would do, and asks. A file that was changed in the folder since the last pull or push is not
written over, and one that the worker does not have is left alone, unless you say so.

  --yes                does it without asking
  --force              writes over changes of the folder, too
  --remove             deletes files that the worker does not have
${workerHelp}

Examples:
  sluice pull --server https://login.example.com
  sluice pull --yes --remove`,
  options: { ...workerOptions, yes: { type: "boolean" }, force: { type: "boolean" }, remove: { type: "boolean" } },
  positionals: [0, 0],
  run,
};

/** A file that is to be written, or deleted where it has no text. */
interface Write {
  readonly path: string;
  readonly change: "created" | "changed" | "removed";
  readonly text?: string;
}

async function run(call: Call): Promise<number> {
  const { values, terminal } = call;
  const [root, worker] = [rootOf(call), await connect(call)];
  const files = readFiles(root);
  terminal.progress(`asking ${worker.origin}`);
  const compared = await compare(worker.control, root, worker.origin, files);
  terminal.progress(undefined);
  const writes = writesOf(files, compared, values.remove === true);
  if (writes.length === 0) {
    writeState(root, worker.origin, stateOf(readFiles(root), compared.versions));
    terminal.print("The folder has everything already.");
    return exitCodes.ok;
  }
  for (const { path, change } of writes) terminal.print(changeLine(change, path, terminal));
  const lost = writes.filter(({ path }) => isOwnChange(path, files, readState(root, worker.origin)));
  if (lost.length > 0 && !values.force) {
    throw new Fault(
      `${lost.map(({ path }) => path).join(", ")} would be written over: push or commit first, or give --force`,
    );
  }
  if (!(await confirm(terminal, `Write ${writes.length} files?`, values.yes === true))) return exitCodes.failed;
  for (const write of writes) apply(root, write);
  writeState(root, worker.origin, stateOf(readFiles(root), compared.versions));
  terminal.print(`Wrote ${writes.length} files.`);
  return exitCodes.ok;
}

/** Paths come from the worker: only those that a folder has are taken. */
const knownPaths = [
  /^scripts\/[a-z0-9][a-z0-9_-]{0,63}\.(lua|json)$/,
  /^pipelines\/[a-z][a-z0-9_]{0,63}\.json$/,
  /^tests\/[a-z0-9][a-z0-9_-]{0,63}\.cases\.json$/,
  /^secrets\.json$/,
];

function writesOf(files: Files, { remote, plan }: Comparison, remove: boolean): Write[] {
  // A pipeline that says the same in another form is left as it is written.
  const same = new Set(plan.changes.filter(({ change }) => change === "unchanged").map(({ path }) => path));
  const writes = Object.entries(remote).flatMap(([path, text]): Write[] => {
    if (!knownPaths.some((form) => form.test(path)))
      throw new Fault(`the worker names a file ${JSON.stringify(path)}, which no folder has: nothing was written`);
    if (files[path] === text || (same.has(path) && files[path] !== undefined)) return [];
    return [{ path, change: files[path] === undefined ? "created" : "changed", text }];
  });
  const gone = Object.keys(files).filter((path) => remote[path] === undefined && path !== "secrets.json");
  return [...writes, ...(remove ? gone.map((path): Write => ({ path, change: "removed" })) : [])];
}

/** Whether the folder has something there that the worker never had. */
function isOwnChange(path: string, files: Files, state: SyncState | undefined): boolean {
  const text = files[path];
  return text !== undefined && digest(text) !== state?.texts[path];
}

function apply(root: string, { path, text }: Write): void {
  requireOwnFile(root, path);
  const file = join(root, path);
  if (text === undefined) return rmSync(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
