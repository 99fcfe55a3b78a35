import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { findingLines, type CaseResult, type ScriptCoverage } from "sluice/cases";

import { exitCodes, Fault, textOf, type Call, type Command } from "../command.ts";
import { readFolder } from "../folder/folder.ts";
import { junitXml } from "../folder/junit.ts";
import { folderHelp, folderOption, rootOf } from "../folder/option.ts";
import { runFolderCases, type CasesRun } from "../folder/run-folder-cases.ts";
import { watchFolder } from "../folder/watch.ts";
import { untilStopped } from "../terminal/signals.ts";
import { table } from "../terminal/table.ts";
import { plain, type Terminal } from "../terminal/terminal.ts";

export const command: Command = {
  help: `Usage: sluice test [options] [filter]

Runs the cases of tests/*.cases.json in the engine, without any effect, and ends with 1 if one fails. A filter is a part
of a file's path, of a trigger, or of a case's name.

${folderHelp}
  --watch              runs them again when a file changes, until Ctrl-C
  --coverage           says which statements of the scripts never ran
  --junit FILE         writes the results as JUnit XML, too
  --json               prints the results as JSON

Examples:
  sluice test
  sluice test --watch before_signup
  sluice test --coverage --junit build/sluice.xml`,
  options: {
    ...folderOption,
    watch: { type: "boolean" },
    coverage: { type: "boolean" },
    junit: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: [0, 1],
  run: (call) => (call.values.watch ? watch(call) : once(call)),
};

async function once(call: Call): Promise<number> {
  const { values, positionals, terminal } = call;
  const folder = readFolder(rootOf(call));
  let done = 0;
  const result = await runFolderCases(folder, {
    ...(positionals[0] !== undefined && { filter: positionals[0] }),
    coverage: values.coverage === true,
    onResult: (path) => terminal.progress(`${++done} cases, ${path}`),
  });
  terminal.progress(undefined);
  if (result.files.length === 0) {
    const [filter] = positionals;
    throw new Fault(
      filter === undefined ? "there are no cases: they are in tests/*.cases.json" : `no case fits ${filter}`,
    );
  }
  const junit = textOf(values, "junit");
  if (junit !== undefined) writeFileSync(resolve(terminal.cwd, junit), junitXml(result));
  if (values.json) terminal.print(JSON.stringify(jsonOf(result), null, 2));
  else for (const line of textLines(result, terminal)) terminal.print(line);
  return result.failed > 0 ? exitCodes.failed : exitCodes.ok;
}

async function watch(call: Call): Promise<number> {
  const stopped = untilStopped();
  const runOnce = async (): Promise<void> => {
    try {
      await once(call);
    } catch (error) {
      call.terminal.warn(error instanceof Error ? error.message : String(error));
    }
    call.terminal.warn("Waiting for changes; Ctrl-C ends it.");
  };
  await watchFolder(rootOf(call), runOnce, stopped);
  return exitCodes.ok;
}

function jsonOf({ files, passed, failed, coverage }: CasesRun): object {
  const results = files.map(({ path, report }) => ({
    path,
    trigger: report.trigger,
    cases: report.results.map(({ name, passed: ok, findings, outcome, instructions }) => ({
      name,
      passed: ok,
      findings,
      outcome,
      instructions,
    })),
  }));
  return { passed, failed, files: results, ...(coverage && { coverage }) };
}

function textLines({ files, passed, failed, coverage }: CasesRun, terminal: Terminal): string[] {
  const summary = `${passed} passed${failed > 0 ? `, ${failed} failed` : ""}`;
  return [
    ...files.flatMap(({ path, report }) => [
      `${terminal.paint("bold", path)} ${terminal.paint("dim", report.trigger)}`,
      ...report.results.flatMap((result) => resultLines(result, terminal)),
    ]),
    ...(coverage ? coverageLines(coverage) : []),
    terminal.paint(failed > 0 ? "red" : "green", summary),
  ];
}

function resultLines({ name, passed, findings }: CaseResult, terminal: Terminal): string[] {
  if (passed) return [`  ${terminal.paint("green", "✓")} ${plain(name)}`];
  const found = findings.flatMap((finding) =>
    findingLines(finding).map((line, index) => findingLine(line, index, terminal)),
  );
  return [`  ${terminal.paint("red", "✗")} ${plain(name)}`, ...found];
}

function findingLine(line: string, index: number, terminal: Terminal): string {
  if (index === 0) return `      ${plain(line)}`;
  return `        ${terminal.paint(line.startsWith("-") ? "green" : "red", plain(line))}`;
}

function coverageLines(coverage: readonly ScriptCoverage[]): string[] {
  const rows = coverage.map(({ scriptId, statements, covered, missed }) => [
    `  scripts/${scriptId}.lua`,
    `${covered}/${statements}`,
    missed.length > 0 ? `never ran: line ${missed.join(", ")}` : "",
  ]);
  return ["Statements that ran", ...table(rows).map((row) => row.trimEnd())];
}
