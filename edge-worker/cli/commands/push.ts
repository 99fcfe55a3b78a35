import type { PipelineDraft } from "sluice";

import { exitCodes, Fault, textOf, type Call, type Command } from "../command.ts";
import { nameOf, readFolder, type Folder } from "../folder/folder.ts";
import { rootOf } from "../folder/option.ts";
import { confirm } from "../terminal/ask.ts";
import { compare, readVersions, stateOf, type Comparison, type Difference } from "../worker/compare.ts";
import { connect, workerHelp, workerOptions, type Worker } from "../worker/connect.ts";
import { changeLine, conflictText, hintLines } from "../worker/report.ts";
import { writeState } from "../worker/state.ts";

export const command: Command = {
  help: `Usage: sluice push [options]

Brings the worker what the folder has: scripts, and pipelines as drafts. What triggers run does not change: that is what
publish is for. Shows what it would do, and asks. What somebody else has changed on the worker since the last pull or
push is a conflict, also when that happens while push is at work; nothing of theirs is written over.

  --yes                does it without asking
  --force              writes over what others have changed
  --remove             deletes scripts and drafts that the folder does not have
  --note TEXT          for the audit log and the versions
${workerHelp}

Examples:
  sluice push --note "Block the new throw-away domains"
  SLUICE_TOKEN=… sluice push --server https://login.example.com --yes`,
  options: {
    ...workerOptions,
    yes: { type: "boolean" },
    force: { type: "boolean" },
    remove: { type: "boolean" },
    note: { type: "string" },
  },
  positionals: [0, 0],
  run,
};

async function run(call: Call): Promise<number> {
  const { values, terminal } = call;
  const [folder, worker] = [readFolder(rootOf(call)), connect(call)];
  terminal.progress(`asking ${worker.origin}`);
  const compared = await compare(worker.control, folder.root, worker.origin, folder.files);
  terminal.progress(undefined);
  const wanted = compared.differences.filter(({ change }) => change !== "removed" || values.remove === true);
  for (const { path, change } of wanted) terminal.print(changeLine(change, path, terminal));
  for (const line of hintLines(compared.plan)) terminal.print(line);
  if (wanted.length === 0) {
    await remember(folder, worker);
    terminal.print("The worker has everything already.");
    return exitCodes.ok;
  }
  refuseConflicts(wanted, values.force === true);
  if (!(await confirm(terminal, `Change ${wanted.length} files on ${worker.origin}?`, values.yes === true))) return exitCodes.failed;
  await apply(call, folder, worker, wanted, compared);
  await remember(folder, worker);
  terminal.print(`Pushed ${wanted.length} files to ${worker.origin}. To make them what runs: sluice publish`);
  return exitCodes.ok;
}

function refuseConflicts(wanted: readonly Difference[], force: boolean): void {
  const conflicts = wanted.filter(({ by }) => by === "worker" || by === "both");
  if (conflicts.length === 0 || force) return;
  const lines = conflicts.map((difference) => conflictText({ ...difference, by: "both" }, "sluice pull, and see what others did; or --force"));
  throw new Fault(`nothing was changed:\n  ${lines.join("\n  ")}`);
}

/** Scripts before the drafts that name them; what goes goes the other way round. */
async function apply(
  call: Call,
  { files }: Folder,
  { control }: Worker,
  wanted: readonly Difference[],
  { versions }: Comparison,
): Promise<void> {
  const note = textOf(call.values, "note");
  const noted = note === undefined ? {} : { note };
  const isScript = ({ path }: Difference): boolean => path.startsWith("scripts/");
  const written = wanted.filter(({ change }) => change !== "removed");
  const removed = wanted.filter(({ change }) => change === "removed");
  const ordered = [
    ...written.filter(isScript),
    ...written.filter((one) => !isScript(one)),
    ...removed.filter((one) => !isScript(one)),
    ...removed.filter(isScript),
  ];
  for (const [index, difference] of ordered.entries()) {
    const { path, change } = difference;
    call.terminal.progress(`${index + 1} of ${ordered.length}: ${path}`);
    const seen = versions[path] ?? 0;
    const name = stemOf(path);
    if (isScript(difference)) {
      if (change === "removed") await control.scripts.delete(name, { ...noted, version: seen });
      else await control.scripts.save({ id: name, name: nameOf(files, name), code: files[path]! }, { ...noted, version: seen });
    } else if (change === "removed") await control.pipelines.discardDraft(name, { ...noted, revision: seen });
    else await control.pipelines.saveDraft(JSON.parse(files[path]!) as PipelineDraft, { ...noted, revision: seen });
  }
  call.terminal.progress(undefined);
}

function stemOf(path: string): string {
  return path.slice(path.indexOf("/") + 1, path.lastIndexOf("."));
}

async function remember({ root, files }: Folder, { origin, control }: Worker): Promise<void> {
  writeState(root, origin, stateOf(files, await readVersions(control)));
}
