import { diffLines } from "sluice/remote";

import { exitCodes, type Command } from "../command.ts";
import { readFolder } from "../folder/folder.ts";
import { rootOf } from "../folder/option.ts";
import { plain, type Terminal } from "../terminal/terminal.ts";
import { compare } from "../worker/compare.ts";
import { connect, workerHelp, workerOptions } from "../worker/connect.ts";
import { changeLine, hintLines } from "../worker/report.ts";

export const command: Command = {
  help: `Usage: sluice diff [options]

Shows how the folder differs from what the worker has, line by line: what push would change. Ends with 1 if it does.

  --names              files only
  --json               prints the changes as JSON
${workerHelp}

Examples:
  sluice diff
  sluice diff --names`,
  options: { ...workerOptions, names: { type: "boolean" }, json: { type: "boolean" } },
  positionals: [0, 0],
  run: async (call) => {
    const { values, terminal } = call;
    const [folder, worker] = [readFolder(rootOf(call)), await connect(call)];
    const { differences, remote, plan } = await compare(worker.control, folder.root, worker.origin, folder.files);
    if (values.json)
      terminal.print(
        JSON.stringify({ changes: differences, problems: plan.problems, missingSecrets: plan.missingSecrets }, null, 2),
      );
    else {
      for (const { path, change, by } of differences) {
        terminal.print(
          changeLine(change, path, terminal, by === "worker" || by === "both" ? "changed on the worker" : ""),
        );
        if (!values.names) printDiff(remote[path] ?? "", folder.files[path] ?? "", terminal);
      }
      for (const line of hintLines(plan)) terminal.print(line);
      if (differences.length === 0) terminal.print("The folder and the worker have the same.");
    }
    return differences.length > 0 ? exitCodes.failed : exitCodes.ok;
  },
};

function printDiff(before: string, after: string, terminal: Terminal): void {
  for (const { oldStart, oldLines, newStart, newLines, lines } of diffLines(before, after).hunks) {
    terminal.print(terminal.paint("cyan", `    @@ -${oldStart},${oldLines} +${newStart},${newLines} @@`));
    for (const { kind, text } of lines) {
      const line = `    ${{ same: " ", removed: "-", added: "+" }[kind]}${plain(text)}`;
      terminal.print(kind === "same" ? line : terminal.paint(kind === "added" ? "green" : "red", line));
    }
  }
}
