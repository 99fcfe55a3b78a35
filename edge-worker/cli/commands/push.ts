import type { Control, Files, PipelineDraft } from "sluice";
import { readCaseFile } from "sluice/cases";

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

Brings the worker what the folder has: scripts, pipelines as drafts, and cases. What triggers run does not change: that
is what publish is for. Shows what it would do, and asks. What somebody else has changed on the worker since the last
pull or push is a conflict, also when that happens while push is at work; nothing of theirs is written over.

  --yes                does it without asking
  --force              writes over what others have changed
  --remove             deletes scripts, drafts and cases that the folder does not have
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
  const [folder, worker] = [readFolder(rootOf(call)), await connect(call)];
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
  if (!(await confirm(terminal, `Change ${wanted.length} files on ${worker.origin}?`, values.yes === true)))
    return exitCodes.failed;
  await apply(call, folder, worker, wanted, compared);
  await remember(folder, worker);
  terminal.print(`Pushed ${wanted.length} files to ${worker.origin}. To make them what runs: sluice publish`);
  return exitCodes.ok;
}

function refuseConflicts(wanted: readonly Difference[], force: boolean): void {
  const conflicts = wanted.filter(({ by }) => by === "worker" || by === "both");
  if (conflicts.length === 0 || force) return;
  const lines = conflicts.map((difference) =>
    conflictText({ ...difference, by: "both" }, "sluice pull, and see what others did; or --force"),
  );
  throw new Fault(`nothing was changed:\n  ${lines.join("\n  ")}`);
}

async function apply(
  call: Call,
  { files }: Folder,
  { control }: Worker,
  wanted: readonly Difference[],
  { versions }: Comparison,
): Promise<void> {
  const note = textOf(call.values, "note");
  const noted = note === undefined ? {} : { note };
  const ordered = inOrder(wanted);
  for (const [index, { path, change }] of ordered.entries()) {
    call.terminal.progress(`${index + 1} of ${ordered.length}: ${path}`);
    const [folder, name] = placeOf(path);
    const seen = { ...noted, version: versions[path] ?? 0, revision: versions[path] ?? 0 };
    if (change === "removed") await removals[folder](control, name, seen);
    else await writes[folder](control, name, files, seen);
  }
  call.terminal.progress(undefined);
}

type Part = "scripts" | "pipelines" | "tests";
/** The number of what was seen, as scripts and as all others call it. */
type Seen = { readonly note?: string; readonly version: number; readonly revision: number };

/** Scripts before the drafts that name them; what goes goes the other way round. */
function inOrder(wanted: readonly Difference[]): Difference[] {
  const isScript = ({ path }: Difference): boolean => path.startsWith("scripts/");
  const written = wanted.filter(({ change }) => change !== "removed");
  const removed = wanted.filter(({ change }) => change === "removed");
  return [
    ...written.filter(isScript),
    ...written.filter((one) => !isScript(one)),
    ...removed.filter((one) => !isScript(one)),
    ...removed.filter(isScript),
  ];
}

const writes: Readonly<Record<Part, (control: Control, name: string, files: Files, seen: Seen) => Promise<unknown>>> = {
  scripts: ({ scripts }, id, files, seen) =>
    scripts.save({ id, name: nameOf(files, id), code: files[`scripts/${id}.lua`]! }, seen),
  pipelines: ({ pipelines }, trigger, files, seen) =>
    pipelines.saveDraft(JSON.parse(files[`pipelines/${trigger}.json`]!) as PipelineDraft, seen),
  tests: ({ cases }, name, files, seen) => {
    const path = `tests/${name}.cases.json`;
    return cases.save(name, readCaseFile(files[path]!, path), seen);
  },
};

const removals: Readonly<Record<Part, (control: Control, name: string, seen: Seen) => Promise<unknown>>> = {
  scripts: ({ scripts }, id, seen) => scripts.delete(id, seen),
  pipelines: ({ pipelines }, trigger, seen) => pipelines.discardDraft(trigger, seen),
  tests: ({ cases }, name, seen) => cases.delete(name, seen),
};

function placeOf(path: string): readonly [Part, string] {
  const [folder = "", file = ""] = path.split("/");
  return [folder as Part, file.slice(0, file.indexOf("."))];
}

async function remember({ root, files }: Folder, { origin, control }: Worker): Promise<void> {
  writeState(root, origin, stateOf(files, await readVersions(control)));
}
